package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;

/** The largest bill that is taken. */
@QuarkusTest
class BigBillTest {

    @Inject
    SamplePeople people;

    @Inject
    Readjudication readjudication;

    /** 4,000 lines of class A and 1,000 of class B at 10 %: 40000 + 10000, first pay 1000, in scope 49000. */
    @Test
    void fiveThousandLinesSettleAndComeOutTheSameAgain() {
        Sample person = people.resident();
        SampleBill bill = new SampleBill(person.idNumber(), person.name());
        for (int i = 0; i < 5_000; i++) {
            bill.line(i % 5 == 4 ? "XC10AAA001A001010100003" : SampleBill.CLASS_A, "2", "5.00", "10.00");
        }
        String key = SampleBill.newKey();
        Response settled = SampleHospital.ZHONGSHAN.settle(key, bill);
        settled.then()
                .statusCode(201)
                .body("lines", hasSize(5_000))
                .body("split.total", equalTo("50000.00"))
                .body("split.firstPay", equalTo("1000.00"))
                .body("split.inScope", equalTo("49000.00"))
                .body("split.basic", equalTo("36450.00"));
        assertArrayEquals(settled.asByteArray(), SampleHospital.ZHONGSHAN.settle(key, bill).asByteArray());
        assertEquals(List.of(), readjudication.of(UUID.fromString(settled.path("id"))));
        SampleHospital.ZHONGSHAN.reverse(SampleBill.newKey(), settled.path("id")).then().statusCode(201);
    }
}
