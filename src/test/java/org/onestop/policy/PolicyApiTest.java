package org.onestop.policy;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.money.Money;
import org.onestop.refusal.RefusalCode;

/** Policies as their keepers see them over HTTP, and trials. */
@QuarkusTest
class PolicyApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAP = "resident.basic.annual_cap";

    @ParameterizedTest
    @ValueSource(strings = {"his-H52020100001", "union-admin", "system-admin", "registrar-community"})
    void onlyKeepersAndAuditorsReadPolicies(String client) {
        as(client).get("/api/v1/policies").then().statusCode(403).body("code", equalTo("forbidden"));
        as(client).get("/api/v1/policies/" + CAP).then().statusCode(403);
        as(client).get("/api/v1/policies/schema").then().statusCode(403);
        attempt(client, trial("")).statusCode(403);
    }

    @Test
    void anAuditorReadsButTriesNothing() {
        as("civil-affairs-auditor").get("/api/v1/policies").then().statusCode(200);
        attempt("civil-affairs-auditor", trial("")).statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void whatIsNoParameterIsNotFound() {
        as("policy-admin").get("/api/v1/policies/resident.basic.nothing").then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("policy-not-found"));
        as("policy-admin").get("/api/v1/policies/" + CAP + "?on=2016-12-31").then().statusCode(404);
        as("policy-admin").get("/api/v1/policies?on=2018-02-29").then().statusCode(400);
        as("policy-admin").get("/api/v1/policies?date=2018-02-28").then().statusCode(400);
        as("policy-admin").get("/api/v1/policies?on=").then().statusCode(400).body("errors[0].code", equalTo("empty"));
    }

    /** The documented order: what the bill shows by itself, then the values, then what the rule makes of both. */
    @Test
    void theFirstRefusalInOrderIsAnswered() {
        String line = trial("").replace("\"quantity\":\"1\"", "\"quantity\":\"2\"");
        String value = line.replace("\"values\":{}", "\"values\":{\"nothing\":1}");
        String day = value.replace("\"on\":\"2018-03-12\"", "\"on\":\"2016-03-12\"");
        String total = day.replace("\"totalAmount\":\"10000.00\"", "\"totalAmount\":\"1.00\"");
        attempt("policy-admin", total).body("code", equalTo("total-mismatch"));
        attempt("policy-admin", day).body("code", equalTo("policy-value-invalid"));
        attempt("policy-admin", value).body("code", equalTo("policy-value-invalid"));
        attempt("policy-admin", line.replace("\"on\":\"2018-03-12\"", "\"on\":\"2016-03-12\""))
                .body("code", equalTo("no-policy-in-force"));
        attempt("policy-admin", line).body("code", equalTo("line-amount-mismatch"));
        List<RefusalCode> order = List.of(
                RefusalCode.TOTAL_MISMATCH,
                RefusalCode.POLICY_VALUE_INVALID,
                RefusalCode.NO_POLICY_IN_FORCE,
                RefusalCode.LINE_AMOUNT_MISMATCH);
        assertEquals(order, order.stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "scheme":"RESIDENT"       | "scheme":"CITIZEN"                                         | 400 | /scheme                  | unknown-value
            "on":"2018-03-12"         | "on":"2018-03-32"                                          | 400 | /on                      | invalid-date
            "on":"2018-03-12"         | "on":"2016-03-12"                                          | 422 | NONE                     | no-policy-in-force
            "level":"LEVEL_2"         | "level":"LEVEL_9"                                          | 400 | /hospital/level          | unknown-value
            "assistanceClass":2       | "assistanceClass":5                                        | 400 | /person/assistanceClass  | out-of-range
            "assistanceClass":2       | "workingStatus":"WORKING"                                  | 400 | /person/workingStatus    | mismatch
            "assistanceClass":2       | "class":2                                                  | 400 | /person/class            | unknown-field
            "accumulators":{}         | "accumulators":{"basicPaid":"-1.00"}                       | 400 | /accumulators/basicPaid  | out-of-range
            "accumulators":{}         | "accumulators":{"year":2019}                               | 400 | /accumulators/year       | mismatch
            "accumulators":{}         | "accumulators":{"basicpaid":"1.00"}                        | 400 | /accumulators/basicpaid  | unknown-field
            "values":{}               | "values":{"resident.basic.annual_cap":{"limits":"COST"}}   | 422 | /values/resident.basic.annual_cap/amount | missing-field
            "values":{}               | "values":{"resident.basic.annual_cap":null}                | 422 | /values/resident.basic.annual_cap | empty
            "values":{}               | "values":{"520299197002021021":1}                          | 422 | /values/?                | unknown-field
            "values":{}               | "values":{"resident.basic.annual_cap":{"limits":"COST","amount":"1","样例乙":1}} | 422 | /values/resident.basic.annual_cap/? | unknown-field
            "values":{}               | "values":[]                                                | 400 | /values                  | wrong-type
            "values":{}               | "draft":{}                                                 | 422 | /draft/common.medical_assistance.annual_cap | missing-field
            "totalAmount":"10000.00"  | "totalAmount":"10000.01"                                   | 422 | /bill/totalAmount        | mismatch
            "amount":"10000.00"       | "amount":"10000.02"                                        | 422 | /bill/totalAmount        | mismatch
            "quantity":"1"            | "quantity":"2"                                             | 422 | /bill/lines/0/amount     | mismatch
            "dischargedOn":"2018-03-12" | "dischargedOn":"2018-03-01"                              | 422 | /bill/encounter/dischargedOn | out-of-order
            """)
    void faultIsNamedWithItsPlace(String good, String bad, int status, String field, String code) {
        ValidatableResponse answer = attempt("policy-admin", trial("").replace(good, bad))
                .statusCode(status)
                .contentType("application/problem+json");
        if (field.equals("NONE")) {
            answer.body("code", equalTo(code));
        } else {
            answer.body("errors.field", hasItem(field)).body("errors.code", hasItem(code));
        }
    }

    @Test
    void everyParameterInForceIsListedWithSourceAndConfidence() {
        as("policy-admin").get("/api/v1/policies?on=2018-03-12").then()
                .statusCode(200)
                .body("on", equalTo("2018-03-12"))
                .body("items.size()", greaterThan(40))
                .body("items.find { it.id == '" + CAP + "' }.values", hasSize(1))
                .body("items.find { it.id == '" + CAP + "' }.values[0].value.amount", equalTo("150000.00"))
                .body("items.find { it.id == '" + CAP + "' }.values[0].to", equalTo("2021-12-31"))
                .body("items.findAll { it.values[0].source == '' || it.values[0].confidence == null }", hasSize(0));
    }

    @Test
    void oneParameterShowsAllItsValuesOrTheOneOfADay() {
        as("policy-admin").get("/api/v1/policies/" + CAP).then()
                .statusCode(200)
                .body("values.from", equalTo(java.util.List.of("2017-01-01", "2022-01-01")));
        as("policy-admin").get("/api/v1/policies/" + CAP + "?on=2022-01-01").then()
                .statusCode(200)
                .body("values", hasSize(1))
                .body("values[0].value.amount", equalTo("250000.00"));
        as("policy-admin").get("/api/v1/policies/schema").then()
                .statusCode(200)
                .body("properties.size()", greaterThan(40))
                .body("'$defs'.pool_cap", notNullValue());
    }

    /** 10000.00 in scope, 400.00 deductible, 0.75: 7200.00; class 2: (10000.00 - 7200.00) x 0.70 = 1960.00. */
    @Test
    void theValuesInForceSettleATrial() {
        attempt("policy-admin", trial(""))
                .statusCode(200)
                .body("status", equalTo("TRIAL"))
                .body("split.basic", equalTo("7200.00"))
                .body("split.criticalIllness", equalTo("0.00"))
                .body("split.medicalAssistance", equalTo("1960.00"))
                .body("split.patientPays", equalTo("840.00"))
                .body("accumulatorsAfter.admissions", equalTo(1))
                .body("policies.id", hasItem(CAP));
    }

    /**
     * The same bill, but the pool pays no more than 5000.00. Critical illness: (5000.00 - 7000.00 x 0.5) x (0.60 +
     * 0.05) = 975.00; class 2: (5000.00 - 975.00) x 0.70 = 2817.50.
     */
    @Test
    void aTriedValueGoesBeforeTheOneInForce() {
        attempt("policy-admin", trial("\"resident.basic.annual_cap\":{\"limits\":\"PAYMENT\",\"amount\":5000}"))
                .statusCode(200)
                .body("split.basic", equalTo("5000.00"))
                .body("split.criticalIllness", equalTo("975.00"))
                .body("split.medicalAssistance", equalTo("2817.50"))
                .body("split.patientPays", equalTo("1207.50"));
    }

    static Stream<WorkedExample> cases() {
        return WorkedExample.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void publishedCasesComeOutToTheFen(WorkedExample example) {
        ValidatableResponse answer =
                attempt("policy-admin", request(example).toString()).statusCode(200);
        Map<String, String> paths = Map.of(
                "basic", "split.basic",
                "critical", "split.criticalIllness",
                "assistance", "split.medicalAssistance",
                "tilt", "split.tiltAid",
                "patient", "split.patientPays",
                "critical_base", "tiers.find { it.tier == 'CRITICAL_ILLNESS' }.base",
                "mutual_aid", "mutualAid.expected");
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> actual = new TreeMap<>();
        example.expected().forEach((name, amount) -> {
            expected.put(name, Money.parse(amount).toString());
            actual.put(name, answer.extract().path(paths.get(name)));
        });
        assertEquals(expected, actual);
    }

    private static ObjectNode request(WorkedExample example) {
        ObjectNode request = JSON.createObjectNode();
        request.put("scheme", "RESIDENT").put("on", "2023-06-30");
        ObjectNode draft = request.putObject("draft");
        example.draft().forEach(draft::set);
        request.putObject("hospital").put("level", "LEVEL_2").put("place", "LOCAL");
        request.putObject("person").put("assistanceClass", 2);
        request.putObject("accumulators").put("admissions", example.admission() - 1);
        ObjectNode bill = request.putObject("bill");
        bill.putObject("encounter")
                .put("type", "INPATIENT")
                .put("admittedOn", "2023-06-20")
                .put("dischargedOn", "2023-06-30");
        Money inScope = Money.parse(example.inScope());
        Money ownPay = Money.parse(example.text("total")).minus(inScope);
        line(bill, 1, inScope, "A");
        if (ownPay.isPositive()) {
            line(bill, 2, ownPay, "C");
        }
        bill.put("totalAmount", inScope.plus(ownPay.isPositive() ? ownPay : Money.ZERO).toString());
        return request;
    }

    private static void line(ObjectNode bill, int number, Money amount, String catalogueClass) {
        bill.withArray("lines")
                .addObject()
                .put("lineNo", number)
                .put("itemCode", "EXAMPLE-" + number)
                .put("name", "样例项目")
                .put("feeType", "OTHER")
                .put("quantity", "1")
                .put("unitPrice", amount.toString())
                .put("amount", amount.toString())
                .put("catalogueClass", catalogueClass);
    }

    private static String trial(String values) {
        return """
                {"scheme":"RESIDENT","on":"2018-03-12","values":{%s},
                 "hospital":{"level":"LEVEL_2","place":"LOCAL"},"person":{"assistanceClass":2},"accumulators":{},
                 "bill":{"encounter":{"type":"INPATIENT","admittedOn":"2018-03-02","dischargedOn":"2018-03-12"},
                  "lines":[{"lineNo":1,"itemCode":"EXAMPLE-1","name":"样例项目","feeType":"OTHER","quantity":"1",
                   "unitPrice":"10000.00","amount":"10000.00","catalogueClass":"A"}],
                  "totalAmount":"10000.00"}}""".formatted(values);
    }

    private static ValidatableResponse attempt(String client, String body) {
        return as(client).contentType("application/json").body(body).post("/api/v1/policies/trial").then();
    }

    private static RequestSpecification as(String client) {
        String token = given().auth()
                .preemptive()
                .basic(client, secret(client))
                .formParam("grant_type", "client_credentials")
                .post("/api/v1/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        return given().auth().oauth2(token);
    }

    private static String secret(String client) {
        return "sandbox-" + (client.startsWith("his-") ? client.substring(4).toLowerCase(Locale.ROOT) : client);
    }
}
