package org.onestop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.adjudication.Scheme;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Values that somebody tries are judged as strictly as files, but refused instead of failing. */
class PolicyTrialTest {

    private static final PolicyBook BOOK = new PolicyBook(Optional.empty());
    private static final LocalDate ON = LocalDate.parse("2018-03-12");
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resident.basic.annual_caps                | "1"                              |                 | unknown-field
            employee.basic.annual_cap                 | "1"                              |                 | unknown-field
            resident.basic.annual_cap                 | "1"                              |                 | wrong-type
            resident.basic.annual_cap                 | null                             |                 | empty
            resident.basic.annual_cap                 | {"limits":"ALL","amount":"1"}    | /limits         | unknown-value
            resident.basic.annual_cap                 | {"limits":"COST"}                | /amount         | missing-field
            resident.basic.annual_cap                 | {"limits":"COST","amount":1.001} | /amount         | too-many-decimals
            resident.basic.annual_cap                 | {"limits":"COST","amount":-1}    | /amount         | out-of-range
            resident.basic.class_b_first_pay          | 1.5                              |                 | out-of-range
            resident.basic.class_b_first_pay          | "x"                              |                 | invalid-number
            resident.basic.inpatient_deductible       | []                               |                 | empty
            resident.basic.inpatient_deductible       | [{"value":1},{"value":2}]        |                 | duplicate
            resident.basic.inpatient_deductible       | [{"places":["LOCAL"],"value":1}] |                 | missing-field
            resident.critical_illness.bands           | [{"from":0,"to":5,"rate":0.5}]   |                 | out-of-order
            resident.critical_illness.bands           | [{"from":1,"to":"NONE","rate":0}] |                | out-of-order
            common.medical_assistance.rate            | {"1":1,"2":1,"3":1}              | /4              | missing-field
            """)
    void badValueIsRefusedWithItsPlace(String id, String value, String below, String code) {
        Refusal refusal = refused(Scheme.RESIDENT, ON, Map.of(id, json(value)), null);
        assertEquals(RefusalCode.POLICY_VALUE_INVALID, refusal.code());
        assertEquals(
                "/values/" + id + (below == null ? "" : below) + " " + code,
                refusal.faults().get(0).field() + " " + refusal.faults().get(0).code().code());
    }

    @Test
    void noPolicyIsInForceBeforeTheFirstValue() {
        LocalDate early = LocalDate.parse("2016-12-31");
        assertEquals(RefusalCode.NO_POLICY_IN_FORCE, refused(Scheme.RESIDENT, early, Map.of(), null).code());
        Map<String, JsonNode> one = Map.of("resident.basic.class_b_first_pay", json("0"));
        assertEquals(RefusalCode.NO_POLICY_IN_FORCE, refused(Scheme.RESIDENT, early, one, null).code());
    }

    @Test
    void aDraftNeedsEverything() {
        Map<String, JsonNode> draft = new HashMap<>(WorkedExample.all().findFirst().orElseThrow().draft());
        draft.remove("resident.basic.annual_cap");
        draft.remove("resident.critical_illness.bands");
        Refusal refusal = refused(Scheme.RESIDENT, ON, Map.of(), draft);
        assertEquals(
                "/draft/resident.basic.annual_cap missing-field, /draft/resident.critical_illness.bands missing-field",
                refusal.faults().stream()
                        .map(fault -> fault.field() + " " + fault.code().code())
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void aValueThatCallsForAnotherIsRefusedWithoutIt() {
        Map<String, JsonNode> values = Map.of("resident.basic.outpatient_covered", json("true"));
        Refusal refusal = refused(Scheme.RESIDENT, ON, values, null);
        assertEquals(
                "/values/resident.basic.outpatient_cap, /values/resident.basic.outpatient_deductible,"
                        + " /values/resident.basic.outpatient_rate",
                refusal.faults().stream().map(fault -> fault.field()).collect(Collectors.joining(", ")));
    }

    @Test
    void nothingTriedIsThePolicyInForce() {
        PolicySet tried = ready(BOOK.trial(Scheme.EMPLOYEE, ON, Map.of(), null));
        assertEquals(BOOK.find(Scheme.EMPLOYEE, ON).orElseThrow().digestHex(), tried.digestHex());
    }

    @Test
    void aTriedValueGoesBeforeTheOneInForceAndSaysThatItIsTried() {
        Map<String, JsonNode> values =
                Map.of("resident.basic.annual_cap", json("{\"limits\":\"COST\",\"amount\":\"90000\"}"));
        PolicySet set = ready(BOOK.trial(Scheme.RESIDENT, ON, values, null));
        var cap = set.policy().basic().annualCap();
        assertEquals("COST 90000.00", cap.value().convention() + " " + cap.value().amount());
        assertEquals("试算值 Trial value", cap.source());
        assertEquals(ON, cap.from());
        assertNotEquals(BOOK.find(Scheme.RESIDENT, ON).orElseThrow().digestHex(), set.digestHex());
    }

    @Test
    void aTriedValueGoesBeforeTheDraft() {
        Map<String, JsonNode> draft = WorkedExample.all().findFirst().orElseThrow().draft();
        Map<String, JsonNode> values = Map.of("resident.critical_illness.deductible", json("123.40"));
        PolicySet set = ready(BOOK.trial(Scheme.RESIDENT, LocalDate.parse("1999-01-01"), values, draft));
        var critical = (org.onestop.adjudication.CriticalIllnessPolicy.AccumulatedBurden) set.policy().criticalIllness();
        assertEquals("123.40", critical.deductible().value().toString());
    }

    @Test
    void residentsMayTryTheFormOfTheEmployees() {
        Map<String, JsonNode> values = Map.of(
                "resident.critical_illness.form", json("\"ABOVE_POOL\""),
                "resident.critical_illness.rate", json("0.5"));
        PolicySet set = ready(BOOK.trial(Scheme.RESIDENT, ON, values, null));
        assertEquals(
                "0.50",
                ((org.onestop.adjudication.CriticalIllnessPolicy.AbovePool) set.policy().criticalIllness())
                        .rate().value().toString());
    }

    private static Refusal refused(
            Scheme scheme, LocalDate on, Map<String, JsonNode> values, Map<String, JsonNode> draft) {
        return ((PolicyTrial.Refused) BOOK.trial(scheme, on, values, draft)).refusal();
    }

    private static PolicySet ready(PolicyTrial trial) {
        return ((PolicyTrial.Ready) trial).set();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
