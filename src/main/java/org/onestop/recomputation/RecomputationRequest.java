package org.onestop.recomputation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;
import org.onestop.policy.PolicyDraft;
import org.onestop.refusal.FieldFault;
import org.onestop.settlement.StoredSelection;

/**
 * What somebody wants recomputed.
 *
 * @param ids      in the order of the request; empty where periods select
 * @param findings whether settlements that differ become findings
 * @param values   of a draft, by parameter id; null where there are none
 * @param rules    of a draft, by parameter id; stand for everything in force; null where there are none
 * @param text     the request as JSON
 */
record RecomputationRequest(
        StoredSelection selection,
        List<UUID> ids,
        boolean findings,
        Map<String, JsonNode> values,
        Map<String, JsonNode> rules,
        String text) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MOST_IDS = 1000;
    private static final List<String> MEMBERS =
            List.of("settledFrom", "settledTo", "benefitFrom", "benefitTo", "ids", "findings", "values", "draft");

    /** Reads a request; its faults are the fields' to report. */
    static RecomputationRequest read(Fields fields) {
        LocalDate[] settled = period(fields, "settledFrom", "settledTo");
        LocalDate[] benefit = period(fields, "benefitFrom", "benefitTo");
        Set<UUID> ids = ids(fields);
        boolean hasPeriod = settled[0] != null || benefit[0] != null;
        if (!hasPeriod && !fields.names().contains("ids")) {
            fields.fault("settledFrom", FieldFault.Code.MISSING_FIELD);
        }
        if (hasPeriod && !ids.isEmpty()) {
            fields.fault("ids", FieldFault.Code.MISMATCH);
        }
        Map<String, JsonNode> values = parameters(fields.optionalObject("values"));
        Map<String, JsonNode> rules = parameters(fields.optionalObject("draft"));
        boolean findings = Boolean.TRUE.equals(fields.optionalTruth("findings"));
        if (findings && (values != null || rules != null)) {
            fields.fault("findings", FieldFault.Code.MISMATCH);
        }
        return new RecomputationRequest(
                new StoredSelection(settled[0], settled[1], benefit[0], benefit[1], ids),
                List.copyOf(ids),
                findings,
                values,
                rules,
                text(fields));
    }

    /** Reads a request that was read before. */
    static RecomputationRequest stored(String text) {
        return read(Fields.of(JsonBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))));
    }

    private static LocalDate[] period(Fields fields, String from, String to) {
        LocalDate first = fields.optionalDate(from);
        LocalDate last = fields.optionalDate(to);
        if (first == null && last != null && fields.any(from) == null) {
            fields.fault(from, FieldFault.Code.MISSING_FIELD);
        }
        if (last == null && first != null && fields.any(to) == null) {
            fields.fault(to, FieldFault.Code.MISSING_FIELD);
        }
        return first == null || last == null ? new LocalDate[2] : new LocalDate[] {first, last};
    }

    private static Set<UUID> ids(Fields fields) {
        List<String> sent = fields.optionalTexts("ids", 36);
        Set<UUID> ids = new LinkedHashSet<>();
        for (String id : sent) {
            if (!ID.matcher(id).matches()) {
                fields.fault("ids", FieldFault.Code.INVALID_TEXT);
                return Set.of();
            }
            ids.add(UUID.fromString(id));
        }
        if (ids.size() > MOST_IDS) {
            fields.fault("ids", FieldFault.Code.TOO_LONG);
        }
        if (sent.isEmpty() && fields.any("ids") != null && fields.any("ids").isArray()) {
            fields.fault("ids", FieldFault.Code.EMPTY);
        }
        return ids;
    }

    private static Map<String, JsonNode> parameters(Fields fields) {
        if (fields == null) {
            return null;
        }
        Map<String, JsonNode> found = new LinkedHashMap<>();
        fields.names().forEach(name -> found.put(name, fields.raw(name)));
        return found;
    }

    private static String text(Fields fields) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        for (String name : MEMBERS) {
            if (fields.any(name) != null) {
                asked.set(name, fields.any(name));
            }
        }
        return asked.toString();
    }

    Mode mode() {
        return values == null && rules == null ? Mode.STORED : Mode.DRAFT;
    }

    /**
     * The draft.
     *
     * @param day on which it is tried
     * @return null where there is none
     */
    PolicyDraft draft(LocalDate day) {
        return mode() == Mode.STORED ? null : new PolicyDraft(day, values == null ? Map.of() : values, rules);
    }
}
