package org.onestop.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.journal.Digest;

/**
 * Something that a rule has found.
 *
 * @param settlements that it is about, the last one last; not empty
 * @param identity    what makes it the same when it is found again
 * @param figures     what the rule went by, in the order of its text
 */
record RuleHit(AuditRule rule, List<UUID> settlements, List<String> identity, Map<String, String> figures) {

    /** A hit that is the same wherever it is about the same settlements. */
    static RuleHit of(AuditRule rule, List<UUID> settlements, Map<String, String> figures) {
        return new RuleHit(
                rule, settlements, settlements.stream().map(UUID::toString).sorted().toList(), figures);
    }

    /** Tells hits apart: SHA-256 over the rule's name and the identity, a line each. */
    byte[] key() {
        return Digest.sha256(
                ("hit=HIT.1\nrule=" + rule.name() + "\n" + String.join("\n", identity)).getBytes(StandardCharsets.UTF_8));
    }
}
