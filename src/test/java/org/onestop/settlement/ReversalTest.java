package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.registry.SamplePeople;

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

    /** A moment on the full minute is written out like every other. */
    @Test
    void theMomentOfWhatStandsInTheWayIsWrittenInFull() throws Exception {
        Sample person = people.resident();
        String first = hospital.settled(SampleBill.of(person, "1000.00")).extract().path("id");
        String second = SampleHospital.CENTRAL
                .settled(SampleBill.of(person, "1000.00").at("H52020100002")).extract().path("id");
        String settledAt = database.one("select settled_at from settlement where id = '" + second + "'");
        setSettledAt(second, "2026-01-02T10:15:00+08:00");
        try {
            hospital.reverse(SampleBill.newKey(), first).then()
                    .statusCode(409)
                    .body("newer[0].settledAt", equalTo("2026-01-02T10:15:00.000+08:00"));
        } finally {
            setSettledAt(second, settledAt);
        }
    }

    private void setSettledAt(String id, String moment) throws Exception {
        database.run("begin; alter table settlement disable trigger append_only;"
                + " update settlement set settled_at = '" + moment + "' where id = '" + id + "';"
                + " alter table settlement enable trigger append_only; commit");
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

    /** Column by column as the catalogue names them, so that an amount added later is not forgotten. */
    @Test
    void theStoredReversalIsTheSettlementWithEverySignTurned() throws Exception {
        Sample person = people.resident(HardshipCategory.DIBAO);
        String id = hospital.settled(SampleBill.of(person, "300000.00").stay("2023-03-01", "2023-03-09")).extract().path("id");
        hospital.reverse(SampleBill.newKey(), id).then().statusCode(201);
        List<String> amounts = database.column("select r.column_name from information_schema.columns r join"
                + " information_schema.columns s on s.column_name = r.column_name and s.table_name = 'settlement'"
                + " where r.table_name = 'settlement_reversal' and r.data_type = 'bigint'");
        assertTrue(amounts.size() >= 25, amounts::toString);
        String same = amounts.stream().map(each -> "s." + each + " = -r." + each).collect(Collectors.joining(" and "));
        String join = " from settlement s join settlement_reversal r on r.settlement_id = s.id where s.id = '" + id + "'";
        assertEquals("t", database.one("select " + same + join));
        assertEquals("t", database.one("select s.total > 0 and s.basic > 0 and s.critical_illness > 0"
                + " and s.medical_assistance > 0 and s.tilt_aid > 0" + join));
        assertEquals("2", database.one("select count(*) from journal_record j where j.subject_id = '" + id + "' or"
                + " j.subject_id = (select r.id from settlement_reversal r where r.settlement_id = '" + id + "')"));
    }

    /** Many cashiers at one settlement: one undoes it, the others are told so. */
    @Test
    void manyAtOnceReverseOnce() throws Exception {
        Sample person = people.resident();
        String id = hospital.settled(SampleBill.of(person, "1000.00")).extract().path("id");
        List<Future<Response>> all = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(12);
        CyclicBarrier together = new CyclicBarrier(12);
        for (int i = 0; i < 12; i++) {
            all.add(pool.submit(() -> {
                together.await();
                return hospital.reverse(SampleBill.newKey(), id);
            }));
        }
        int reversed = 0;
        for (Future<Response> each : all) {
            Response answer = each.get();
            reversed += answer.statusCode() == 201 ? 1 : 0;
            assertTrue(answer.statusCode() == 201 || "already-reversed".equals(answer.path("code")), answer::asString);
        }
        pool.shutdown();
        assertEquals(1, reversed);
        assertEquals(List.of(), database.column("select person_id from accumulator_difference"));
        assertEquals("0", database.one("select count(*) from standing_bill where settlement_id = '" + id + "'"));
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
