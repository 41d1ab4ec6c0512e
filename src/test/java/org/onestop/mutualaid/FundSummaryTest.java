package org.onestop.mutualaid;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.money.Money;

/** The fund's report, and that its records and its books agree. */
@QuarkusTest
class FundSummaryTest {

    @Inject
    SampleBenefits benefits;

    private static JsonPath summary() {
        return SampleBenefits.PAYER.get("mutual-aid/fund/summary?term=2018").then().statusCode(200).extract().jsonPath();
    }

    private static String grown(JsonPath before, JsonPath after, String field) {
        return Money.parse(after.getString(field)).minus(Money.parse(before.getString(field))).toString();
    }

    @Test
    void aReportIsOfATermAndForThoseWhoMay() {
        SampleBenefits.PAYER.get("mutual-aid/fund/summary").then().statusCode(400);
        SampleBenefits.PAYER.get("mutual-aid/fund/summary?term=x").then().statusCode(400);
        SampleClient.hospital("H52020100001").get("mutual-aid/fund/summary?term=2018").then().statusCode(403);
        SampleClient.hospital("H52020100001").get("mutual-aid/fund/differences").then().statusCode(403);
        SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR).get("mutual-aid/fund/summary?term=2018").then().statusCode(200);
    }

    @Test
    void aTermInWhichNothingHappenedIsEmpty() {
        SampleBenefits.PAYER.get("mutual-aid/fund/summary?term=2003").then().statusCode(200)
                .body("members", equalTo(0)).body("raised", equalTo("0.00")).body("ratio", equalTo(null))
                .body("months", equalTo(null)).body("largest.size()", equalTo(0));
    }

    @Test
    void whatHappensIsInTheReport() {
        benefits.approved();
        JsonPath before = summary();
        benefits.opened();
        SampleBenefits.Case approved = benefits.approved();
        SampleBenefits.Case paid = benefits.paid();
        SampleBenefits.Case undone = benefits.paid();
        SampleBenefits.reverse(undone).then().statusCode(201);
        SampleBenefits.Case cancelled = benefits.approved();
        SampleBenefits.reverse(cancelled).then().statusCode(201);
        JsonPath after = summary();
        assertEquals(5, after.getInt("members") - before.getInt("members"));
        assertEquals(5, after.getInt("units") - before.getInt("units"));
        assertEquals("500.00", grown(before, after, "raised"));
        // Opened and standing: the untouched, the approved, the paid; not the one that is owed back.
        assertEquals(3, after.getInt("benefits.count") - before.getInt("benefits.count"));
        assertEquals("630.00", grown(before, after, "benefits.amount"));
        assertEquals(List.of(), after.getList("largest.findAll { it.state in ['CANCELLED', 'RECOVERABLE'] }"));
        assertEquals(2, after.getInt("approved.count") - before.getInt("approved.count"));
        assertEquals("420.00", grown(before, after, "approved.amount"));
        assertEquals("210.00", grown(before, after, "paid.amount"));
        assertEquals("210.00", grown(before, after, "payable"));
        assertEquals("210.00", grown(before, after, "recoverable"));
        assertEquals("80.00", grown(before, after, "balance"));
        // Four times ten thousand came into suspense, for units that owe nothing.
        assertEquals("40080.00", grown(before, after, "bank"));
        assertEquals("-130.00", grown(before, after, "free"));
        assertEquals("APPROVED PAID", SampleBenefits.state(approved) + " " + SampleBenefits.state(paid));
        Money expected = Money.parse(after.getString("approved.amount"));
        assertEquals(
                java.math.BigDecimal.valueOf(expected.fen())
                        .divide(
                                java.math.BigDecimal.valueOf(Money.parse(after.getString("raised")).fen()),
                                4,
                                java.math.RoundingMode.HALF_UP)
                        .toPlainString(),
                after.getString("ratio"));
    }

    @Test
    void recordsAndBooksAgree() {
        benefits.paid();
        SampleBenefits.PAYER.get("mutual-aid/fund/differences").then().statusCode(200)
                .body("ledger", equalTo(0)).body("benefits", equalTo(0)).body("contributions", equalTo(0));
    }
}
