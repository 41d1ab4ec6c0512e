package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;

/** What became of a request whose answer was lost. */
@QuarkusTest
class InquiryTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"idempotencyKey\":\"\"}", "{\"idempotencyKey\":\"a b\"}", "{\"idempotencyKey\":7}",
        "{\"idempotencyKey\":\"a\",\"fence\":\"yes\"}", "{\"idempotencyKey\":\"a\",\"force\":true}"})
    void anInquiryNamesItsKey(String body) {
        hospital.request().body(body).post("/api/v1/settlement-inquiries").then()
                .statusCode(400)
                .body("code", equalTo("invalid-request"));
    }

    @Test
    void aFencedKeyIsRefusedForEver() {
        SampleBill bill = SampleBill.of(people.resident(), "10.00");
        String key = SampleBill.newKey();
        hospital.inquire(key, true).then().statusCode(200).body("state", equalTo("FENCED"));
        for (int i = 0; i < 3; i++) {
            hospital.settle(key, bill).then().statusCode(409).body("code", equalTo("key-fenced"));
        }
        hospital.inquire(key, false).then().body("state", equalTo("FENCED")).body("settlement", nullValue());
        hospital.inquire(key, true).then().body("state", equalTo("FENCED"));
        hospital.withdraw(key).then().body("state", equalTo("FENCED"));
        hospital.settle(SampleBill.newKey(), bill).then().statusCode(201);
    }

    @Test
    void withoutAFenceAQuestionChangesNothing() {
        SampleBill bill = SampleBill.of(people.resident(), "10.00");
        String key = SampleBill.newKey();
        hospital.inquire(key, false).then().statusCode(200).body("state", equalTo("UNKNOWN"));
        hospital.settle(key, bill).then().statusCode(201);
    }

    @Test
    void aKeyOfAReversalIsNoSettlements() {
        String id = hospital.settled(SampleBill.of(people.resident(), "10.00")).extract().path("id");
        String key = SampleBill.newKey();
        hospital.reverse(key, id).then().statusCode(201);
        hospital.inquire(key, true).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
        hospital.withdraw(key).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void aKeyOfAnotherClientIsUnknown() {
        String key = SampleBill.newKey();
        hospital.settle(key, SampleBill.of(people.resident(), "10.00")).then().statusCode(201);
        SampleHospital.CENTRAL.inquire(key, false).then().body("state", equalTo("UNKNOWN"));
        SampleHospital.CENTRAL.withdraw(key).then().body("state", equalTo("FENCED"));
        hospital.inquire(key, false).then().body("state", equalTo("SETTLED"));
    }

    @Test
    void theFirstAnswerComesUnchanged() {
        String key = SampleBill.newKey();
        Response first = hospital.settle(key, SampleBill.of(people.resident(), "10.00"));
        Response found = hospital.inquire(key, true);
        found.then().statusCode(200).body("state", equalTo("SETTLED"));
        assertEquals("{\"state\":\"SETTLED\",\"settlement\":" + first.asString() + "}", found.asString());
        hospital.reverse(SampleBill.newKey(), first.path("id")).then().statusCode(201);
        assertEquals(
                "{\"state\":\"REVERSED\",\"settlement\":" + first.asString() + "}",
                hospital.inquire(key, true).asString());
    }

    @Test
    void aWithdrawalReversesWhatSettledAndRepeatsWithoutEffect() throws Exception {
        SampleBill bill = SampleBill.of(people.resident(), "10.00");
        String key = SampleBill.newKey();
        String id = hospital.settle(key, bill).then().statusCode(201).extract().path("id");
        for (int i = 0; i < 3; i++) {
            hospital.withdraw(key).then()
                    .statusCode(200)
                    .body("state", equalTo("REVERSED"))
                    .body("settlement.id", equalTo(id));
        }
        assertEquals("1", database.one("select count(*) from settlement_reversal where settlement_id = '" + id + "'"));
        hospital.settle(SampleBill.newKey(), bill).then().statusCode(201);
    }

    @Test
    void aWithdrawalOfAnOlderSettlementNamesWhatStandsInTheWay() {
        Sample person = people.resident();
        String key = SampleBill.newKey();
        hospital.settle(key, SampleBill.of(person, "10.00")).then().statusCode(201);
        String newer = hospital.settled(SampleBill.of(person, "10.00")).extract().path("id");
        hospital.withdraw(key).then()
                .statusCode(409)
                .body("code", equalTo("newer-settlements-stand"))
                .body("newer[0].id", equalTo(newer));
        hospital.inquire(key, false).then().body("state", equalTo("SETTLED"));
    }

    /** The original holds its key in a transaction that has not ended: it may still commit. */
    @Test
    void whatMayStillCommitIsInProgress() throws Exception {
        String key = SampleBill.newKey();
        try (Connection original = database.asService()) {
            original.setAutoCommit(false);
            String sql = "insert into idempotency_key (client_id, key, operation, fingerprint, subject_id, status, bound_at)"
                    + " values ('his-H52020100001', ?, 'SETTLEMENT', sha256('x'), gen_random_uuid(), 201, now())";
            try (PreparedStatement insert = original.prepareStatement(sql)) {
                insert.setString(1, key);
                insert.executeUpdate();
            }
            hospital.inquire(key, true).then().statusCode(200).body("state", equalTo("IN_PROGRESS"));
            hospital.withdraw(key).then().statusCode(200).body("state", equalTo("IN_PROGRESS"));
            original.rollback();
            original.setAutoCommit(true);
        }
        hospital.inquire(key, true).then().body("state", equalTo("FENCED"));
    }
}
