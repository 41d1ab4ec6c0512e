package org.onestop.policy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A published case from another city, told as parameter values. What a case doesn't say is neutral: no deductible, a
 * rate of nothing, no cap.
 */
record WorkedExample(JsonNode source) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final String NONE = "NONE";
    private static final List<String> CLASSES = List.of("1", "2", "3", "4");

    static Stream<WorkedExample> all() {
        try (InputStream cases = WorkedExample.class.getResourceAsStream("/cases/worked-examples.json")) {
            return StreamSupport.stream(JSON.readTree(cases).spliterator(), false).map(WorkedExample::new);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String id() {
        return source.get("id").textValue();
    }

    String text(String key) {
        return source.get(key).decimalValue().toPlainString();
    }

    /** What is in scope; a mutual-aid case tells the burden instead, on which no tier pays anything. */
    String inScope() {
        return source.get("in_scope").isNull() ? text(source.at("/params/self_pay"), "") : text("in_scope");
    }

    /** Which admission of the year this is. */
    int admission() {
        return source.at("/params/basic/admission_no").asInt(1);
    }

    Map<String, String> expected() {
        Map<String, String> amounts = new HashMap<>();
        source.get("expected").properties().forEach(each -> amounts.put(each.getKey(), text(each.getValue(), "")));
        return amounts;
    }

    /** All parameters of the residents' scheme. */
    Map<String, JsonNode> draft() {
        Map<String, JsonNode> draft = new HashMap<>();
        basic(draft);
        criticalIllness(draft);
        assistance(draft);
        mutualAid(draft);
        return draft;
    }

    private void basic(Map<String, JsonNode> draft) {
        JsonNode basic = source.at("/params/basic");
        JsonNode given = source.at("/params/given/basic");
        String prefix = "resident.basic.";
        draft.put(prefix + "inpatient_deductible", table("value", value(text(basic.path("deductible"), "0"))));
        draft.put(prefix + "inpatient_rate", table("bands", bands(basic, given.isMissingNode() ? "0" : "1")));
        draft.put(prefix + "band_basis", value("GROSS"));
        draft.put(prefix + "repeat_admission", repeatRule(basic));
        draft.put(prefix + "annual_cap", poolCap(basic, given));
        draft.put(prefix + "extra_first_pay", table("value", value("0")));
        draft.put(prefix + "deductible_waived", JSON.createArrayNode());
        draft.put(prefix + "class_b_first_pay", value("0"));
        draft.put(prefix + "outpatient_covered", value("false"));
        draft.put(prefix + "chronic_covered", value("false"));
    }

    private static JsonNode repeatRule(JsonNode basic) {
        if (!basic.has("deductible_repeat")) {
            return JSON.createObjectNode().put("rule", NONE);
        }
        ArrayNode amounts = JSON.createArrayNode();
        amounts.add(text(basic.get("deductible"), "")).add(text(basic.get("deductible_repeat"), ""));
        return JSON.createObjectNode().put("rule", "LADDER").set("rows", table("amounts", amounts));
    }

    private static JsonNode poolCap(JsonNode basic, JsonNode given) {
        boolean cost = basic.has("in_scope_ceiling");
        JsonNode amount = cost ? basic.get("in_scope_ceiling") : given.isMissingNode() ? basic.path("cap") : given;
        return JSON.createObjectNode().put("limits", cost ? "COST" : "PAYMENT").put("amount", text(amount, NONE));
    }

    private void criticalIllness(Map<String, JsonNode> draft) {
        JsonNode critical = source.at("/params/critical");
        String prefix = "resident.critical_illness.";
        draft.put(prefix + "form", value("ACCUMULATED_BURDEN"));
        draft.put(prefix + "encounter_types", inpatient());
        draft.put(prefix + "first_pay_counts", value("false"));
        draft.put(prefix + "deductible", value(text(critical.path("deductible"), "0")));
        draft.put(prefix + "bands", bands(critical, "0"));
        draft.put(prefix + "band_bounds", value(critical.path("tier_basis").asText("gross").toUpperCase(java.util.Locale.ROOT)));
        draft.put(prefix + "tilt", value(NONE));
        draft.put(prefix + "annual_cap", value(text(critical.path("cap"), NONE)));
    }

    private void assistance(Map<String, JsonNode> draft) {
        JsonNode assistance = source.at("/params/assistance");
        JsonNode tilt = source.at("/params/tilt");
        String prefix = "common.medical_assistance.";
        draft.put("resident.medical_assistance.first_pay_counts", value("false"));
        draft.put(prefix + "category_class", categories());
        draft.put(prefix + "encounter_types", inpatient());
        draft.put(prefix + "deductible", byClass(value(text(assistance.path("deductible"), "0"))));
        draft.put(prefix + "rate", byClass(value(text(assistance.path("ratio"), "0"))));
        draft.put(prefix + "annual_cap", byClass(value(text(assistance.path("cap"), NONE))));
        draft.put(prefix + "tilt_aid", byClass(tilt.isMissingNode() ? value(NONE) : tiltAid(tilt)));
        draft.put(prefix + "tilt_trigger", value("REMAINING_BURDEN"));
    }

    private static JsonNode tiltAid(JsonNode tilt) {
        return JSON.createObjectNode()
                .put("threshold", text(tilt.get("deductible"), ""))
                .put("rate", text(tilt.get("ratio"), ""))
                .put("cap", text(tilt.path("cap"), NONE));
    }

    private void mutualAid(Map<String, JsonNode> draft) {
        JsonNode params = source.get("params");
        String prefix = "common.mutual_aid.";
        draft.put(prefix + "contribution", value("0"));
        draft.put(prefix + "waiting_days", value("0"));
        draft.put(prefix + "encounter_types", inpatient());
        draft.put(prefix + "bands", bands(params, "0"));
        draft.put(prefix + "term_cap", value(NONE));
    }

    /** The tiers of a case from 0 to an open end; where it has none, its one ratio. */
    private static JsonNode bands(JsonNode params, String otherwise) {
        ArrayNode bands = JSON.createArrayNode();
        if (!params.has("tiers")) {
            return bands.add(band("0", NONE, text(params.path("ratio"), otherwise)));
        }
        String end = "0";
        for (JsonNode tier : params.get("tiers")) {
            String from = text(tier.get("from"), "");
            if (!from.equals(end)) {
                bands.add(band(end, from, "0"));
            }
            end = text(tier.get("to"), NONE);
            bands.add(band(from, end, text(tier.get("ratio"), "")));
        }
        return end.equals(NONE) ? bands : bands.add(band(end, NONE, "0"));
    }

    private static ObjectNode band(String from, String to, String rate) {
        return JSON.createObjectNode().put("from", from).put("to", to).put("rate", rate);
    }

    private static JsonNode table(String key, JsonNode cell) {
        return JSON.createArrayNode().add(JSON.createObjectNode().set(key, cell));
    }

    private static JsonNode byClass(JsonNode value) {
        ObjectNode classes = JSON.createObjectNode();
        CLASSES.forEach(one -> classes.set(one, value));
        return classes;
    }

    private static JsonNode categories() {
        ArrayNode rows = JSON.createArrayNode();
        for (String category : List.of("DESTITUTE", "DIBAO", "DIBAO_MARGIN", "EXPENDITURE", "HOUSING")) {
            rows.addObject().put("category", category).put("assistance_class", NONE).put("covers", "HOUSEHOLD");
        }
        for (String grade : List.of("DEEP", "RELATIVE", "ACCIDENT")) {
            rows.addObject()
                    .put("category", "WORKER")
                    .put("grade", grade)
                    .put("assistance_class", NONE)
                    .put("covers", "HOUSEHOLD");
        }
        return rows;
    }

    private static JsonNode inpatient() {
        return JSON.createArrayNode().add("INPATIENT");
    }

    private static JsonNode value(String text) {
        return JSON.getNodeFactory().textNode(text);
    }

    private static String text(JsonNode number, String otherwise) {
        return number.isNumber() ? number.decimalValue().toPlainString() : otherwise;
    }

    @Override
    public String toString() {
        return id();
    }
}
