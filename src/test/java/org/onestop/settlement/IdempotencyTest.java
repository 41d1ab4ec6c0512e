package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.registry.SamplePeople;

/** The same request again gives the same answer; another one under the same key gives none. */
@QuarkusTest
class IdempotencyTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    @Test
    void theKeyIsMandatory() {
        SampleBill bill = SampleBill.of(people.resident(), "1.00");
        hospital.request().body(bill.toString()).post("/api/v1/settlements").then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-missing"));
        hospital.request().body("{\"reason\":\"x\"}").post("/api/v1/settlements/" + SampleBill.newKey() + "/reversal").then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with blank", "tab\tin it", "0123456789012345678901234567890123456789012345678901234567890123x"})
    void aKeyIsOfVisibleCharactersAndNotTooLong(String key) {
        Response answer = hospital.settle(key, SampleBill.of(people.resident(), "1.00"));
        answer.then().statusCode(400);
        assertTrue(answer.path("code").toString().startsWith("idempotency-key-"), answer.asString());
    }

    @Test
    void twoKeysAreNone() {
        hospital.request()
                .header("Idempotency-Key", "a", "b")
                .body(SampleBill.of(people.resident(), "1.00").toString())
                .post("/api/v1/settlements")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-invalid"));
    }

    @Test
    void otherContentUnderAUsedKeyIsRefused() {
        SampleBill bill = SampleBill.of(people.resident(), "1.00");
        String key = SampleBill.newKey();
        String id = hospital.settle(key, bill).then().statusCode(201).extract().path("id");
        String otherForm = bill.toString().replace("\"1.00\"}],\"totalAmount\":\"1.00\"", "\"1.00\"}],\"totalAmount\":\"1.0\"");
        hospital.settle(key, otherForm).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
        hospital.settle(key, SampleBill.of(people.resident(), "2.00")).then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        hospital.reverse(key, id).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
        hospital.read(id).then().body("state", equalTo("STANDING"));
    }

    @Test
    void aRefusalBindsNothing() {
        SampleBill bill = SampleBill.of(people.resident(), "1.00");
        String key = SampleBill.newKey();
        hospital.settle(key, bill.toString().replace("\"totalAmount\":\"1.00\"", "\"totalAmount\":\"2.00\"")).then()
                .statusCode(422)
                .body("code", equalTo("total-mismatch"));
        hospital.settle(key, bill).then().statusCode(201).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void theFirstAnswerComesAgainByteForByte() {
        SampleBill bill = SampleBill.of(people.resident(), "777.77");
        String key = SampleBill.newKey();
        Response first = hospital.settle(key, bill);
        assertEquals(201, first.statusCode());
        Response again = hospital.settle(key, bill);
        again.then().statusCode(201).header("Idempotent-Replayed", equalTo("true"));
        assertEquals(first.header("Location"), again.header("Location"));
        assertArrayEquals(first.asByteArray(), again.asByteArray());
        assertArrayEquals(first.asByteArray(), hospital.settle(key, reordered(bill)).asByteArray());
        hospital.reverse(SampleBill.newKey(), first.path("id")).then().statusCode(201);
        assertArrayEquals(first.asByteArray(), hospital.settle(key, bill).asByteArray());
    }

    @Test
    void aReversalComesAgainByteForByte() {
        String id = hospital.settled(SampleBill.of(people.resident(), "10.00")).extract().path("id");
        String key = SampleBill.newKey();
        Response first = hospital.reverse(key, id);
        assertEquals(201, first.statusCode());
        Response again = hospital.reverse(key, id);
        again.then().statusCode(201).header("Idempotent-Replayed", equalTo("true"));
        assertArrayEquals(first.asByteArray(), again.asByteArray());
    }

    @Test
    void aKeyIsTheClientsOwn() {
        String key = SampleBill.newKey();
        hospital.settle(key, SampleBill.of(people.resident(), "10.00")).then().statusCode(201);
        SampleHospital.CENTRAL
                .settle(key, SampleBill.of(people.resident(), "10.00").at("H52020100002"))
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", nullValue());
    }

    @Test
    void manyAtOnceSettleOnce() throws Exception {
        SampleBill bill = SampleBill.of(people.resident(), "5000.00");
        String key = SampleBill.newKey();
        hospital.token();
        int threads = 32;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Response>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(pool.submit(() -> {
                together.await();
                return hospital.settle(key, bill);
            }));
        }
        byte[] settled = null;
        for (Future<Response> each : all) {
            Response answer = each.get();
            if (answer.statusCode() == 409) {
                assertEquals("request-in-progress", answer.path("code"));
                assertEquals("1", answer.header("Retry-After"));
                continue;
            }
            assertEquals(201, answer.statusCode(), answer::asString);
            settled = settled == null ? answer.asByteArray() : settled;
            assertArrayEquals(settled, answer.asByteArray());
        }
        pool.shutdown();
        assertEquals("1", database.one("select count(*) from settlement where bill_no = '" + bill.billNo() + "'"));
        assertArrayEquals(settled, hospital.settle(key, bill).asByteArray());
    }

    /** Turns the order of the members round and adds white space. */
    private static String reordered(SampleBill bill) {
        ObjectNode turned = SampleBill.JSON.createObjectNode();
        List<String> names = new ArrayList<>();
        bill.json().fieldNames().forEachRemaining(names::add);
        java.util.Collections.reverse(names);
        names.forEach(name -> turned.set(name, bill.json().get(name)));
        return turned.toPrettyString();
    }
}
