package org.onestop.recomputation;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.settlement.TestDatabase;

/** What is not recomputed, and for whom. */
@QuarkusTest
class RecomputationRefusalTest {

    private static final String PATH = SampleRecomputation.PATH;
    private static final String YEAR = "\"benefitFrom\":\"2018-01-01\",\"benefitTo\":\"2018-01-01\"";

    private final SampleClient auditor = SampleRecomputation.AUDITOR.client();

    @Inject
    TestDatabase database;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                            | /settledFrom | missing-field
            {"settledFrom":"2018-01-01"}                                                  | /settledTo   | missing-field
            {"benefitTo":"2018-01-01"}                                                    | /benefitFrom | missing-field
            {"settledFrom":"2018-02-30","settledTo":"2018-03-01"}                         | /settledFrom | invalid-date
            {"settledFrom":20180201,"settledTo":"2018-03-01"}                             | /settledFrom | wrong-type
            {"ids":[]}                                                                    | /ids         | empty
            {"ids":["1"]}                                                                 | /ids         | invalid-text
            {"ids":"1"}                                                                   | /ids         | wrong-type
            {"ids":["00000000-0000-0000-0000-000000000000"],"settledFrom":"2018-01-01","settledTo":"2018-01-02"} | /ids | mismatch
            {"benefitFrom":"2018-01-01","benefitTo":"2018-01-01","findings":true,"values":{}} | /findings | mismatch
            {"benefitFrom":"2018-01-01","benefitTo":"2018-01-01","findings":"yes"}        | /findings    | wrong-type
            {"benefitFrom":"2018-01-01","benefitTo":"2018-01-01","values":[]}             | /values      | wrong-type
            {"benefitFrom":"2018-01-01","benefitTo":"2018-01-01","draft":1}               | /draft       | wrong-type
            {"benefitFrom":"2018-01-01","benefitTo":"2018-01-01","on":"2018-01-01"}       | /on          | unknown-field
            """)
    void aRequestOfTheWrongFormIsRefused(String body, String field, String code) {
        auditor.post(PATH, body).then().statusCode(400).body("code", equalTo("invalid-request"))
                .body("errors.field", hasItem(field)).body("errors.code", hasItem(code));
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsRefused() {
        for (String which : List.of("settled", "benefit")) {
            auditor.post(PATH, "{\"" + which + "From\":\"2018-02-01\",\"" + which + "To\":\"2018-01-31\"}")
                    .then().statusCode(422).body("code", equalTo("dates-out-of-order"))
                    .body("errors[0].field", equalTo("/" + which + "To"));
        }
    }

    @Test
    void settlementsThatAreNotThereAreNamed() {
        String ids = SampleRecomputation.of(List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString()));
        auditor.post(PATH, ids).then().statusCode(422).body("code", equalTo("settlement-unknown"))
                .body("errors.field", equalTo(List.of("/ids/0", "/ids/1")));
    }

    @Test
    void tooManySettlementsAreRefused() {
        List<String> ids = java.util.stream.IntStream.range(0, 1001).mapToObj(i -> UUID.randomUUID().toString()).toList();
        auditor.post(PATH, SampleRecomputation.of(ids)).then().statusCode(400).body("errors[0].code", equalTo("too-long"));
    }

    /** The same faults at the same places as a trial's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "values":{"resident.basic.annual_caps":"1"}
            "values":{"resident.basic.class_b_first_pay":1.5}
            "values":{"resident.basic.annual_cap":{"limits":"ALL","amount":"1"}}
            "values":{"common.medical_assistance.rate":{"1":1,"2":1,"3":1}}
            "values":{"resident.basic.outpatient_covered":true}
            "draft":{"resident.basic.class_b_first_pay":"0.1"}
            """)
    void aBadDraftIsRefusedAsATrialRefusesIt(String draft) {
        Response trial = SampleRecomputation.POLICY_ADMIN.client().ask("policies/trial", "{\"scheme\":\"RESIDENT\","
                + "\"on\":\"2018-03-12\"," + draft + ",\"hospital\":{\"level\":\"LEVEL_2\",\"place\":\"LOCAL\"},\"person\":{},"
                + "\"bill\":{\"encounter\":{\"type\":\"OUTPATIENT\",\"visitedOn\":\"2018-03-12\"},\"lines\":[{\"lineNo\":1,"
                + "\"itemCode\":\"X\",\"name\":\"x\",\"feeType\":\"OTHER\",\"quantity\":1,\"unitPrice\":1,\"amount\":1}],"
                + "\"totalAmount\":1}}");
        Response refused = auditor.post(PATH, "{" + YEAR + "," + draft + "}");
        assertEquals(
                trial.statusCode() + " " + trial.path("code") + trial.path("errors.field") + trial.path("errors.code"),
                refused.statusCode() + " " + refused.path("code") + refused.path("errors.field") + refused.path("errors.code"));
        assertEquals("policy-value-invalid", refused.path("code"));
    }

    @Test
    void aParameterOfTheOtherSchemeIsKnown() {
        String body = "{" + YEAR + ",\"values\":{\"employee.basic.class_b_first_pay\":\"x\"}}";
        auditor.post(PATH, body).then().statusCode(422)
                .body("errors[0].field", equalTo("/values/employee.basic.class_b_first_pay"))
                .body("errors[0].code", equalTo("invalid-number"));
    }

    @Test
    void whoMayNotIsRefused() {
        for (Role role : List.of(Role.HOSPITAL, Role.REGISTRAR, Role.UNION_ADMIN, Role.SYSTEM_ADMIN)) {
            SampleClient other = SampleClient.of(role, Map.of("hospital_code", "H52020100001", "level", "COUNTY",
                    "department", "CIVIL_AFFAIRS", "area", "520201000000"));
            other.post(PATH, "{" + YEAR + "}").then().statusCode(403).body("code", equalTo("forbidden"));
            other.post(PATH, "{" + YEAR + ",\"values\":{}}").then().statusCode(403).body("code", equalTo("forbidden"));
            for (String path : List.of("", "/differences", "/events")) {
                other.get(PATH + "/" + UUID.randomUUID() + path).then().statusCode(403);
            }
            other.post(PATH + "/" + UUID.randomUUID() + "/cancellation", "{}").then().statusCode(403);
        }
    }

    /** A policy administrator tries drafts, and sees nobody's settlement. */
    @Test
    void aPolicyAdministratorSeesDraftsOfItsOwnAndNoSettlement() {
        SampleClient admin = SampleRecomputation.POLICY_ADMIN.client();
        admin.post(PATH, "{" + YEAR + "}").then().statusCode(403);
        admin.post(PATH, SampleRecomputation.of(List.of(UUID.randomUUID().toString()), ",\"values\":{}"))
                .then().statusCode(403);
        String own = SampleRecomputation.POLICY_ADMIN.asked("{" + YEAR + ",\"values\":{}}");
        SampleRecomputation.POLICY_ADMIN.ended(own);
        admin.get(PATH + "/" + own + "/differences").then().statusCode(403);
        String stored = SampleRecomputation.AUDITOR.asked("{" + YEAR + "}");
        String drafted = SampleRecomputation.AUDITOR.asked("{" + YEAR + ",\"values\":{}}");
        for (String id : List.of(stored, drafted)) {
            admin.get(PATH + "/" + id).then().statusCode(404).body("code", equalTo("recomputation-not-found"));
            admin.get(PATH + "/" + id + "/events").then().statusCode(404);
            admin.post(PATH + "/" + id + "/cancellation", "{}").then().statusCode(404);
            SampleRecomputation.AUDITOR.ended(id);
        }
        auditor.get(PATH + "/" + own).then().statusCode(200).body("mode", equalTo("DRAFT"));
    }

    @Test
    void whatIsNotThereAndOddQueriesAreRefused() {
        for (String id : List.of(UUID.randomUUID().toString(), "1")) {
            auditor.get(PATH + "/" + id).then().statusCode(404).body("code", equalTo("recomputation-not-found"));
            auditor.get(PATH + "/" + id + "/differences").then().statusCode(404);
            auditor.get(PATH + "/" + id + "/events").then().statusCode(404);
            auditor.post(PATH + "/" + id + "/cancellation", "{}").then().statusCode(404);
        }
        String job = SampleRecomputation.AUDITOR.done("{" + YEAR + "}").getString("id");
        for (String query : List.of("limit=0", "cursor=%21", "cursor=YQ", "x=1")) {
            auditor.get(PATH + "/" + job + "/differences?" + query).then().statusCode(400);
        }
        auditor.get(PATH + "/" + job + "?x=1").then().statusCode(400);
    }

    /** Everybody's for the auditor, its own drafts for a policy administrator. */
    @Test
    void jobsAreListedTheNewestFirst() {
        String own = SampleRecomputation.POLICY_ADMIN.done("{" + YEAR + ",\"values\":{}}").getString("id");
        String stored = SampleRecomputation.AUDITOR.done("{" + YEAR + "}").getString("id");
        Response first = auditor.get(PATH + "?limit=1");
        assertEquals(List.of(stored), first.path("items.id"));
        assertEquals(List.of(own), auditor.get(PATH + "?limit=1&cursor=" + first.path("next")).path("items.id"));
        Response drafts = SampleRecomputation.POLICY_ADMIN.client().get(PATH + "?limit=200");
        assertEquals(own, drafts.path("items[0].id"));
        assertEquals(List.of("DRAFT"), drafts.<List<String>>path("items.mode").stream().distinct().toList());
        for (String query : List.of("limit=0", "cursor=%21", "cursor=YQ", "x=1")) {
            auditor.get(PATH + "?" + query).then().statusCode(400);
        }
        SampleClient.of(Role.SYSTEM_ADMIN).get(PATH).then().statusCode(403);
    }

    @Test
    void whatHasEndedCannotBeCancelled() {
        String job = SampleRecomputation.AUDITOR.done("{" + YEAR + "}").getString("id");
        auditor.post(PATH + "/" + job + "/cancellation", "{}").then().statusCode(409)
                .body("code", equalTo("recomputation-finished"));
    }

    @Test
    void aKeyAsksOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        Response first = auditor.post(key, PATH, "{" + YEAR + "}");
        Response again = auditor.post(key, PATH, "{" + YEAR + "}");
        assertEquals(first.asString(), again.asString());
        again.then().statusCode(202).header("Idempotent-Replayed", "true");
        auditor.post(key, PATH, "{" + YEAR + ",\"findings\":true}").then().statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        auditor.request().contentType("application/json").body("{}").post("/api/v1/" + PATH).then().statusCode(400);
        first.then().body("state", equalTo("QUEUED")).body("effects", nullValue());
        SampleRecomputation.AUDITOR.ended(first.path("id"));
        assertEquals("1", database.one("select count(*) from access_record where operation = 'RECOMPUTE' and object = '"
                + first.path("id") + "'"));
    }
}
