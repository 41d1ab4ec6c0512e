package org.onestop.audit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.onestop.journal.Digest;

/**
 * A rule as its file has it.
 *
 * @param reasons why each number is what it is, by its name
 */
record RuleEntry(
        AuditRule rule,
        String name,
        String nameEn,
        String description,
        boolean enabled,
        Thresholds thresholds,
        Map<String, String> reasons) {

    /**
     * What a finding says it was made by: SHA-256 over {@code rule=RULE.1}, the rule's name and its numbers in the order of
     * their names, {@code name=value}, each line ended by a line feed.
     */
    byte[] version() {
        String numbers = thresholds.values().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                .collect(Collectors.joining());
        return Digest.sha256(("rule=RULE.1\n" + rule.name() + "\n" + numbers).getBytes(StandardCharsets.UTF_8));
    }
}
