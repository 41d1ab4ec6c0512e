package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.registry.SamplePeople;

/** The largest bill that is taken. */
@QuarkusTest
class BigBillTest {

    private static final int LARGEST = 4 * 1024 * 1024;

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
        SampleHospital.ZHONGSHAN.read(settled.path("id")).then().statusCode(200).body("lines", hasSize(5_000));
        SampleHospital.ZHONGSHAN.reverse(SampleBill.newKey(), settled.path("id")).then().statusCode(201);
    }

    /** 5,000 lines with names of 200 characters, filled up with white space to the last byte that is taken. */
    @Test
    void aBodyOfExactlyFourMebibytesIsTakenAndOneByteMoreIsNot() {
        Sample person = people.resident();
        SampleBill bill = new SampleBill(person.idNumber(), person.name());
        for (int i = 0; i < 5_000; i++) {
            bill.line(SampleBill.CLASS_A, "1", "1.00", "1.00");
        }
        bill.json().get("lines").forEach(line -> ((ObjectNode) line).put("name", "长".repeat(200)));
        byte[] text = bill.toString().getBytes(StandardCharsets.UTF_8);
        assertTrue(text.length > 3_600_000 && text.length < LARGEST, () -> "not nearly full: " + text.length);
        byte[] tooLarge = Arrays.copyOf(text, LARGEST + 1);
        Arrays.fill(tooLarge, text.length, tooLarge.length, (byte) ' ');
        String key = SampleBill.newKey();
        post(key, tooLarge).then().statusCode(413).body("code", equalTo("body-too-large"));
        Response settled = post(key, Arrays.copyOf(tooLarge, LARGEST));
        settled.then().statusCode(201).body("split.inScope", equalTo("5000.00"));
        assertEquals(List.of(), readjudication.of(UUID.fromString(settled.path("id"))));
    }

    private static Response post(String key, byte[] body) {
        return SampleHospital.ZHONGSHAN.request().header("Idempotency-Key", key).body(body).post("/api/v1/settlements");
    }
}
