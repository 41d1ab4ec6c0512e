package org.onestop.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the file of rules strictly: every rule, every number of it with its reason, and nothing else. Numbers are written as
 * texts, in quotation marks, so that none is converted on the way.
 */
final class RuleFile {

    private static final ObjectMapper YAML = new ObjectMapper(
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

    private static final Set<String> RULE_KEYS = Set.of("name", "nameEn", "description", "enabled", "thresholds");
    private static final Set<String> NUMBER_KEYS = Set.of("value", "reason");

    private final List<String> faults;

    private RuleFile(List<String> faults) {
        this.faults = faults;
    }

    /**
     * Reads a file's text.
     *
     * @param faults takes what is wrong with it, a sentence each; what is returned is of use only where it stays empty
     */
    static Map<AuditRule, RuleEntry> read(String text, List<String> faults) {
        try {
            return new RuleFile(faults).rules(YAML.readTree(text));
        } catch (JsonProcessingException e) {
            faults.add("不是有效的YAML is no valid YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
            return Map.of();
        }
    }

    private Map<AuditRule, RuleEntry> rules(JsonNode root) {
        Map<AuditRule, RuleEntry> found = new LinkedHashMap<>();
        List<String> known = new ArrayList<>();
        for (AuditRule rule : AuditRule.values()) {
            known.add(rule.name());
            JsonNode node = root.path(rule.name());
            if (node.isObject()) {
                found.put(rule, rule(rule, node));
            } else {
                faults.add(rule.name() + ": 缺少 is missing");
            }
        }
        refuseOthers("", root, Set.copyOf(known));
        return found;
    }

    private RuleEntry rule(AuditRule rule, JsonNode node) {
        refuseOthers(rule.name() + ".", node, RULE_KEYS);
        JsonNode numbers = node.path("thresholds");
        refuseOthers(rule.name() + ".thresholds.", numbers, rule.needs().keySet());
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        rule.needs().forEach((name, form) -> {
            String at = rule.name() + ".thresholds." + name;
            JsonNode number = numbers.path(name);
            refuseOthers(at + ".", number, NUMBER_KEYS);
            String value = text(at + ".value", number.path("value"));
            if (!value.isEmpty() && !form.reads(value)) {
                faults.add(at + ".value: " + value + " 不是 is no " + form);
            }
            values.put(name, value);
            reasons.put(name, text(at + ".reason", number.path("reason")));
        });
        if (!node.path("enabled").isBoolean()) {
            faults.add(rule.name() + ".enabled: 应为 must be true/false");
        }
        return new RuleEntry(
                rule,
                text(rule.name() + ".name", node.path("name")),
                text(rule.name() + ".nameEn", node.path("nameEn")),
                text(rule.name() + ".description", node.path("description")),
                node.path("enabled").booleanValue(),
                new Thresholds(values),
                reasons);
    }

    private String text(String at, JsonNode node) {
        if (!node.isTextual() || node.textValue().isBlank()) {
            faults.add(at + ": 缺少文字 a text is missing");
            return "";
        }
        return node.textValue().strip();
    }

    private void refuseOthers(String at, JsonNode node, Set<String> known) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                faults.add(at + name + ": 未知 is unknown");
            }
        }
    }
}
