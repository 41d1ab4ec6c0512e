package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.registry.SamplePeople;

/** A hospital deals with its own bills alone; what is another's is not there. */
@QuarkusTest
class OwnHospitalTest {

    @Inject
    SamplePeople people;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    @ParameterizedTest
    @ValueSource(strings = {"H52020100002", "H99999999999"})
    void aBillOfAnotherHospitalIsRefusedWhetherThatExistsOrNot(String other) {
        SampleBill bill = SampleBill.of(people.resident(), "1.00").at(other);
        hospital.settle(SampleBill.newKey(), bill).then().statusCode(403).body("code", equalTo("hospital-mismatch"));
        hospital.preview(bill).then().statusCode(403).body("code", equalTo("hospital-mismatch"));
    }

    @Test
    void anotherHospitalsSettlementIsNotThere() {
        SampleBill bill = SampleBill.of(people.resident(), "1.00");
        String id = hospital.settled(bill).extract().path("id");
        SampleHospital.CENTRAL.read(id).then().statusCode(404).body("code", equalTo("settlement-not-found"));
        SampleHospital.CENTRAL.reverse(SampleBill.newKey(), id).then().statusCode(404);
        SampleHospital.CENTRAL.request().get("/api/v1/settlements?billNo=" + bill.billNo()).then().body("items", hasSize(0));
        hospital.read(id).then().statusCode(200).body("state", equalTo("STANDING"));
    }

    /** The form comes before what the caller may, and that before keys, values and conflicts. */
    @Test
    void theFirstRefusalInOrderIsAnswered() {
        String bad = SampleBill.of(people.resident(), "1.00").at("H52020100002").toString();
        hospital.settle("", bad.replace("\"1.00\"", "\"1.000\"")).then().statusCode(400);
        hospital.settle(SampleBill.newKey(), bad.replace("\"1.00\"", "\"1.000\"")).then()
                .statusCode(400)
                .body("code", equalTo("invalid-request"));
        hospital.settle(SampleBill.newKey(), bad.replace("\"totalAmount\":\"1.00\"", "\"totalAmount\":\"2.00\"")).then()
                .statusCode(403);
        String key = SampleBill.newKey();
        SampleBill settled = SampleBill.of(people.resident(), "1.00");
        hospital.settle(key, settled).then().statusCode(201);
        hospital.settle(key, settled.toString().replace("\"totalAmount\":\"1.00\"", "\"totalAmount\":\"2.00\"")).then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        hospital.settle(SampleBill.newKey(), settled.toString().replace("\"totalAmount\":\"1.00\"", "\"totalAmount\":\"2.00\""))
                .then()
                .statusCode(422)
                .body("code", equalTo("total-mismatch"));
    }
}
