package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;

/** Undoing, newest first. */
@QuarkusTest
class ReversalTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"\"}", "{\"reason\":5}", "{\"reason\":\"x\",\"amount\":\"1.00\"}"})
    void aReversalNeedsItsReasonAndNothingElse(String body) {
        String id = hospital.settled(SampleBill.of(people.resident(), "1.00")).extract().path("id");
        hospital.request().header("Idempotency-Key", SampleBill.newKey()).body(body)
                .post("/api/v1/settlements/" + id + "/reversal").then()
                .statusCode(400)
                .body("code", equalTo("invalid-request"));
        hospital.read(id).then().body("state", equalTo("STANDING"));
    }

    @Test
    void whatIsNotThereCannotBeReversed() {
        for (String id : List.of(SampleBill.newKey(), "0", "x'--")) {
            hospital.request().header("Idempotency-Key", SampleBill.newKey()).body("{\"reason\":\"x\"}")
                    .post("/api/v1/settlements/{id}/reversal", id).then()
                    .statusCode(404)
                    .body("code", equalTo("settlement-not-found"));
        }
    }

    @Test
    void onlyTheNewestOfTheYearCanBeReversed() {
        Sample person = people.resident();
        String first = hospital.settled(SampleBill.of(person, "1000.00")).extract().path("id");
        String second = hospital.settled(SampleBill.of(person, "1000.00")).extract().path("id");
        String third = SampleHospital.CENTRAL
                .settled(SampleBill.of(person, "1000.00").at("H52020100002")).extract().path("id");
        String nextYear = hospital.settled(SampleBill.of(person, "1000.00").stay("2019-01-01", "2019-01-02"))
                .extract().path("id");
        hospital.reverse(SampleBill.newKey(), first).then()
                .statusCode(409)
                .body("code", equalTo("newer-settlements-stand"))
                .body("newer", hasSize(2))
                .body("newer.find { it.id != null }.id", equalTo(second))
                .body("newer.find { it.id == null }.hospitalCode", equalTo("H52020100002"))
                .body("newer.find { it.id == null }.size()", equalTo(2));
        SampleHospital.CENTRAL.reverse(SampleBill.newKey(), third).then().statusCode(201);
        hospital.reverse(SampleBill.newKey(), second).then().statusCode(201);
        hospital.reverse(SampleBill.newKey(), first).then().statusCode(201);
        hospital.read(nextYear).then().body("state", equalTo("STANDING"));
    }

    @Test
    void aReversalIsForEver() {
        String id = hospital.settled(SampleBill.of(people.resident(), "1000.00")).extract().path("id");
        String reversal = hospital.reverse(SampleBill.newKey(), id).then().statusCode(201).extract().path("id");
        hospital.reverse(SampleBill.newKey(), id).then()
                .statusCode(409)
                .body("code", equalTo("already-reversed"))
                .body("settlement", equalTo("/api/v1/settlements/" + id));
        hospital.reverse(SampleBill.newKey(), reversal).then().statusCode(404);
        hospital.read(id).then().body("state", equalTo("REVERSED")).body("status", equalTo("SETTLED"));
    }

    @Test
    void everyAmountIsTurnedRoundAndTheYearIsAsItWas() throws Exception {
        Sample person = people.resident(HardshipCategory.DIBAO);
        ValidatableResponse before = hospital.settled(SampleBill.of(person, "50000.00"));
        ValidatableResponse settled = hospital.settled(SampleBill.of(person, "91234.56"));
        String id = settled.extract().path("id");
        ValidatableResponse reversed = hospital.reverse(SampleBill.newKey(), id).then().statusCode(201);
        Map<String, String> turned = new TreeMap<>();
        settled.extract().<Map<String, String>>path("split")
                .forEach((name, amount) -> turned.put(name, Money.parse(amount).negated().toString()));
        assertEquals(turned, new TreeMap<>(reversed.extract().<Map<String, String>>path("split")));
        assertEquals(
                before.extract().<Map<String, Object>>path("accumulatorsAfter"),
                reversed.extract().<Map<String, Object>>path("accumulatorsAfter"));
        reversed.body("settlementId", equalTo(id)).body("status", equalTo("REVERSED"));
        assertEquals(List.of(), database.column("select person_id from accumulator_difference"));
    }

    @Test
    void afterAReversalTheBillNumberIsFreeUnderANewKey() {
        Sample person = people.resident();
        SampleBill bill = SampleBill.of(person, "1000.00");
        String key = SampleBill.newKey();
        String id = hospital.settle(key, bill).then().statusCode(201).extract().path("id");
        hospital.reverse(SampleBill.newKey(), id).then().statusCode(201);
        hospital.settle(key, bill).then().statusCode(201).body("id", equalTo(id)).header("Idempotent-Replayed", equalTo("true"));
        hospital.settle(SampleBill.newKey(), bill).then()
                .statusCode(201)
                .header("Idempotent-Replayed", nullValue())
                .body("accumulatorsAfter.admissions", equalTo(1));
        hospital.request().get("/api/v1/settlements?billNo=" + bill.billNo()).then()
                .body("items.state", equalTo(List.of("REVERSED", "STANDING")));
    }
}
