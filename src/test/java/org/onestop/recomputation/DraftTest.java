package org.onestop.recomputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;

/** What a change of the law would have cost. */
@QuarkusTest
class DraftTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASSISTANCE = "{\"1\":\"1.00\",\"2\":\"0.80\",\"3\":\"0.60\",\"4\":\"0.50\"}";
    private static final SampleRecomputation AUDITOR = SampleRecomputation.AUDITOR;

    @Inject
    SamplePeople people;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    private String settled(SampleBill bill) {
        return hospital.settled(bill).extract().path("id");
    }

    private static Map<String, Object> effect(JsonPath job, String dimension, String key) {
        return job.<Map<String, Object>>getList("effects").stream()
                .filter(each -> each.get("dimension").equals(dimension) && each.get("key").equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError(job.prettify()));
    }

    private static String counts(Map<String, Object> effect) {
        return "people " + effect.get("people") + " better " + effect.get("better") + " worse " + effect.get("worse")
                + " bills " + effect.get("bills") + " changed " + effect.get("changed") + " undecided "
                + effect.get("undecided");
    }

    private static String differences(Map<String, Object> effect) {
        return effect.get("fundDifference") + " " + effect.get("patientDifference") + " "
                + effect.get("mutualAidDifference");
    }

    private JsonPath draft(List<String> ids, String members) {
        return AUDITOR.done(SampleRecomputation.of(ids, "," + members));
    }

    /** The stored values, tried again, change nothing; and neither does a draft without any. */
    @Test
    void theSameLawChangesNothing() throws Exception {
        Sample person = people.resident(HardshipCategory.DIBAO);
        List<String> ids = List.of(
                settled(SampleBill.of(person, "9000.00")),
                settled(SampleBill.of(person, "60000.00").stay("2018-04-01", "2018-04-11")));
        String draft = "\"draft\":" + inForce("2018-03-12", "resident.", "common.");
        for (String members : List.of("\"values\":{}", "\"values\":" + inForce("2018-03-12", "common."), draft)) {
            JsonPath job = draft(ids, members);
            Map<String, Object> all = effect(job, "ALL", "ALL");
            assertEquals("people 1 better 0 worse 0 bills 2 changed 0 undecided 0", counts(all));
            assertEquals("0.00 0.00 0.00", differences(all));
            assertEquals(all.get("paid"), all.get("would"));
            assertNull(job.get("differences"));
        }
    }

    /** Every parameter in force on a day whose id begins so. */
    private static String inForce(String on, String... prefixes) throws Exception {
        ObjectNode values = JSON.createObjectNode();
        Response policies = SampleRecomputation.POLICY_ADMIN.client().get("policies?on=" + on);
        for (JsonNode each : JSON.readTree(policies.asString()).get("items")) {
            for (String prefix : prefixes) {
                if (each.get("id").textValue().startsWith(prefix)) {
                    values.set(each.get("id").textValue(), each.get("values").get(0).get("value"));
                }
            }
        }
        return values.toString();
    }

    /**
     * Of 9,000 at a hospital of level 2 basic insurance pays (9000 - 400) * 0.75 = 6450. Of the remaining 2,550 assistance
     * pays 0.70 of class 2, 1785, and would pay 0.80, 2040. Of somebody without a household nothing changes.
     */
    @Test
    void oneRateRaisedComesToWhatAHandComputes() {
        String aided = settled(SampleBill.of(people.resident(HardshipCategory.DIBAO), "9000.00"));
        String other = settled(SampleBill.of(people.resident(), "9000.00").stay("2018-05-01", "2018-05-08"));
        JsonPath job = draft(List.of(aided, other), "\"values\":{\"common.medical_assistance.rate\":" + ASSISTANCE + "}");
        Map<String, Object> all = effect(job, "ALL", "ALL");
        assertEquals("people 2 better 1 worse 0 bills 2 changed 1 undecided 0", counts(all));
        assertEquals("255.00 -255.00 0.00", differences(all));
        assertEquals("18000.00", all.get("total"));
        assertEquals(
                Map.of("basic", "12900.00", "criticalIllness", "0.00", "medicalAssistance", "1785.00", "tiltAid", "0.00",
                        "fundTotal", "14685.00", "patientPays", "3315.00", "mutualAid", "0.00"),
                all.get("paid"));
        assertEquals("2040.00", ((Map<?, ?>) all.get("would")).get("medicalAssistance"));
        for (String group : List.of("CATEGORY DIBAO", "CLASS 2", "MONTH 2018-03")) {
            Map<String, Object> one = effect(job, group.split(" ")[0], group.split(" ")[1]);
            assertEquals("people 1 better 1 worse 0 bills 1 changed 1 undecided 0", counts(one), group);
            assertEquals("255.00 -255.00 0.00", differences(one), group);
        }
        for (String group : List.of("CATEGORY NONE", "CLASS NONE", "MONTH 2018-05")) {
            Map<String, Object> one = effect(job, group.split(" ")[0], group.split(" ")[1]);
            assertEquals("people 1 better 0 worse 0 bills 1 changed 0 undecided 0", counts(one), group);
        }
        assertEquals(differences(all), differences(effect(job, "HOSPITAL", "H52020100001")));
        assertEquals(differences(all), differences(effect(job, "SCHEME", "RESIDENT")));
    }

    /** Each bill of the year starts from what the one before leaves under the draft, as a chain of trials does. */
    @Test
    void aYearUnderADraftIsASumOfTrials() throws Exception {
        String[] amounts = {"9000.00", "31234.56", "250000.00", "8000.00"};
        Sample person = people.resident(HardshipCategory.DIBAO);
        String values = "\"values\":{\"common.medical_assistance.rate\":" + ASSISTANCE
                + ",\"resident.basic.inpatient_rate\":[{\"value\":\"0.66\"}],"
                + "\"resident.critical_illness.deductible\":\"5000\"}";
        List<String> ids = new ArrayList<>();
        ObjectNode before = null;
        Money[] would = {Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO};
        String[] payers = {"basic", "criticalIllness", "medicalAssistance", "tiltAid", "patientPays"};
        for (int i = 0; i < amounts.length; i++) {
            String[] stay = {"2018-0" + (i + 2) + "-01", "2018-0" + (i + 2) + "-11"};
            ids.add(settled(SampleBill.of(person, amounts[i]).stay(stay[0], stay[1])));
            JsonNode trial = trial(values, before, amounts[i], stay);
            before = (ObjectNode) trial.get("accumulatorsAfter");
            for (int payer = 0; payer < payers.length; payer++) {
                would[payer] = would[payer].plus(Money.parse(trial.at("/split/" + payers[payer]).textValue()));
            }
        }
        Map<?, ?> found = (Map<?, ?>) effect(draft(ids, values), "ALL", "ALL").get("would");
        for (int payer = 0; payer < payers.length; payer++) {
            assertEquals(would[payer].toString(), found.get(payers[payer]), payers[payer]);
        }
        assertNotEquals("0.00", found.get("criticalIllness"));
    }

    private static JsonNode trial(String values, ObjectNode before, String amount, String[] stay) throws Exception {
        String accumulators = "";
        if (before != null) {
            accumulators = "\"accumulators\":" + before + ",";
        }
        Response trial = SampleRecomputation.POLICY_ADMIN.client().ask("policies/trial", "{\"scheme\":\"RESIDENT\",\"on\":\""
                + stay[1] + "\"," + values + "," + accumulators + "\"hospital\":{\"level\":\"LEVEL_2\",\"place\":\"LOCAL\"},"
                + "\"person\":{\"assistanceClass\":2},\"bill\":{\"encounter\":{\"type\":\"INPATIENT\",\"admittedOn\":\""
                + stay[0] + "\",\"dischargedOn\":\"" + stay[1] + "\"},\"lines\":[{\"lineNo\":1,\"itemCode\":\""
                + SampleBill.CLASS_A + "\",\"name\":\"x\",\"feeType\":\"TREATMENT\",\"quantity\":1,\"unitPrice\":\"" + amount
                + "\",\"amount\":\"" + amount + "\"}],\"totalAmount\":\"" + amount + "\"}}");
        assertEquals(200, trial.statusCode(), trial::asString);
        return JSON.readTree(trial.asString());
    }

    /** A reversed bill was not paid; a bill that is not selected keeps its law and passes its totals on. */
    @Test
    void onlyWhatStandsAndIsSelectedCounts() {
        Sample person = people.resident(HardshipCategory.DIBAO);
        String first = settled(SampleBill.of(person, "9000.00"));
        String undone = settled(SampleBill.of(person, "7000.00").stay("2018-04-01", "2018-04-11"));
        hospital.reverse(SampleBill.newKey(), undone).then().statusCode(201);
        String last = settled(SampleBill.of(person, "8000.00").stay("2018-04-01", "2018-04-11"));
        String values = "\"values\":{\"common.medical_assistance.rate\":" + ASSISTANCE + "}";
        assertEquals(
                "people 1 better 1 worse 0 bills 2 changed 2 undecided 0",
                counts(effect(draft(List.of(first, undone, last), values), "ALL", "ALL")));
        assertEquals(
                "people 1 better 1 worse 0 bills 1 changed 1 undecided 0",
                counts(effect(draft(List.of(last), values), "ALL", "ALL")));
        assertEquals(List.of(), draft(List.of(undone), values).getList("effects"));
    }

    @Test
    void theOtherSchemeIsLeftAlone() {
        List<String> ids = List.of(
                settled(SampleBill.of(people.employee(), "9000.00")), settled(SampleBill.of(people.resident(), "9000.00")));
        JsonPath job = draft(ids, "\"values\":{\"resident.basic.inpatient_rate\":[{\"value\":\"0.5\"}]}");
        assertEquals(
                "people 1 better 0 worse 0 bills 1 changed 0 undecided 0", counts(effect(job, "SCHEME", "EMPLOYEE")));
        assertEquals(
                "people 1 better 0 worse 1 bills 1 changed 1 undecided 0", counts(effect(job, "SCHEME", "RESIDENT")));
        assertEquals("-2150.00 2150.00 0.00", differences(effect(job, "ALL", "ALL")));
    }
}
