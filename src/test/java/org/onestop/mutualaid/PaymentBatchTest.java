package org.onestop.mutualaid;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.settlement.TestDatabase;

/** Orders to the bank, the file it gets, and what its report does line by line. */
@QuarkusTest
class PaymentBatchTest {

    private static final String PATH = "mutual-aid/payment-batches";
    private static final String HEADINGS = "业务编号,金额,结果,支付日期,流水号,失败原因\n";

    @Inject
    SampleBenefits benefits;

    @Inject
    TestDatabase database;

    private static Response order(SampleClient client, SampleBenefits.Case... cases) {
        return client.post(PATH, "{\"benefits\":[" + Stream.of(cases).map(each -> "\"" + each.benefit() + "\"")
                .collect(Collectors.joining(",")) + "]}");
    }

    private static String ordered(SampleBenefits.Case... cases) {
        return order(SampleBenefits.PAYER, cases).then().statusCode(201).extract().path("batchId");
    }

    private static Response report(SampleClient client, String batch, byte[] file) {
        return client.request().contentType("text/csv").header("Idempotency-Key", UUID.randomUUID().toString())
                .body(file).post("/api/v1/" + PATH + "/" + batch + "/bank-report");
    }

    private static JsonPath reported(String batch, String... lines) {
        return report(SampleBenefits.PAYER, batch, (HEADINGS + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8))
                .then().statusCode(201).extract().jsonPath();
    }

    private static String line(SampleBenefits.Case each, String result) {
        return each.benefit() + ",210.00," + result + "," + SampleBenefits.today() + "," + SampleUnion.reference() + ",";
    }

    private void agree() throws SQLException {
        assertEquals("0", database.one("select count(*) from benefit_difference"));
    }

    @Test
    void whatCantBePaidIsNotOrdered() throws SQLException {
        SampleBenefits.Case opened = benefits.opened();
        SampleBenefits.Case approved = benefits.approved();
        SampleBenefits.Case paid = benefits.paid();
        order(SampleBenefits.PAYER, approved, opened).then().statusCode(409).body("code", equalTo("benefit-not-approved"));
        order(SampleBenefits.PAYER, approved, paid).then().statusCode(409).body("code", equalTo("benefit-already-paid"));
        order(SampleBenefits.APPROVER, approved).then().statusCode(403).body("code", equalTo("same-subject"));
        SampleBenefits.PAYER.post(PATH, "{\"benefits\":[\"00000000-0000-7000-8000-000000000000\"]}").then()
                .statusCode(404).body("code", equalTo("benefit-not-found"));
        SampleBenefits.PAYER.post(PATH, "{\"benefits\":[]}").then().statusCode(400);
        SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR).post(PATH, "{}").then().statusCode(403);
        assertEquals("APPROVED", SampleBenefits.state(approved));
        ordered(approved);
        order(SampleBenefits.PAYER, approved).then().statusCode(409).body("code", equalTo("benefit-ordered"));
        SampleBenefits.pay(approved).then().statusCode(409).body("code", equalTo("benefit-ordered"));
        agree();
    }

    @Test
    void whoApprovedEverythingFindsNothingToPay() {
        SampleClient alone = SampleClient.of(Role.UNION_ADMIN, java.util.Map.of("sub", "union-approver"));
        // Others' tests leave nothing approved by anybody else.
        alone.post(PATH, "{}").then().statusCode(409).body("code", equalTo("nothing-to-pay"));
    }

    @Test
    void ordersThatAreNotThereAreNotFound() {
        for (String path : List.of("/00000000-0000-7000-8000-000000000000", "/none")) {
            SampleBenefits.PAYER.get(PATH + path).then().statusCode(404).body("code", equalTo("batch-not-found"));
            SampleBenefits.PAYER.get(PATH + path + "/bank-file").then().statusCode(404);
            report(SampleBenefits.PAYER, path.substring(1), (HEADINGS + "x").getBytes(StandardCharsets.UTF_8)).then()
                    .statusCode(404).body("code", equalTo("batch-not-found"));
        }
    }

    @Test
    void aReportThatCantBeReadIsRefused() {
        SampleBenefits.Case approved = benefits.approved();
        String batch = ordered(approved);
        report(SampleBenefits.PAYER, batch, new byte[] {(byte) 0xFF, (byte) 0xFF}).then()
                .statusCode(422).body("code", equalTo("file-unreadable"));
        report(SampleBenefits.PAYER, batch, "业务编号,金额\n".getBytes(StandardCharsets.UTF_8)).then()
                .statusCode(422).body("code", equalTo("file-columns-invalid"));
        report(SampleBenefits.APPROVER, batch, (HEADINGS + line(approved, "成功")).getBytes(StandardCharsets.UTF_8)).then()
                .statusCode(403).body("code", equalTo("same-subject"));
        SampleBenefits.PAYER.request().contentType("text/csv").body(HEADINGS)
                .post("/api/v1/" + PATH + "/" + batch + "/bank-report").then().statusCode(400);
        assertEquals("ORDERED", SampleBenefits.state(approved));
    }

    @Test
    void aBadLineStopsNoOther() throws SQLException {
        SampleBenefits.Case good = benefits.approved();
        SampleBenefits.Case other = benefits.approved();
        SampleBenefits.Case elsewhere = benefits.approved();
        String batch = ordered(good, other);
        ordered(elsewhere);
        JsonPath taken = reported(
                batch,
                line(other, "成功").replace("210.00", "210.01"),
                line(other, "也许"),
                line(other, "成功").replace(SampleBenefits.today().toString(), "2999-01-01"),
                line(other, "成功").replace(SampleBenefits.today().toString(), "2018-01-01"),
                line(other, "成功").replace(SampleBenefits.today().toString(), "昨天"),
                line(elsewhere, "成功"),
                "无此编号,210.00,成功,,,",
                line(good, "成功"),
                line(good, "成功"),
                line(good, "失败"));
        assertEquals(
                List.of("AMOUNT_DIFFERS", "INVALID", "INVALID", "INVALID", "INVALID", "UNKNOWN", "UNKNOWN", "PAID", "UNCHANGED",
                        "CONTRADICTS"),
                taken.getList("lines.verdict"));
        assertEquals(List.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11), taken.getList("lines.line"));
        assertEquals("PAID ORDERED ORDERED", SampleBenefits.state(good) + " " + SampleBenefits.state(other) + " "
                + SampleBenefits.state(elsewhere));
        assertEquals("1 1", taken.getInt("batch.paid") + " " + taken.getInt("batch.open"));
        agree();
    }

    @Test
    void whatFailedMayBeOrderedAgain() throws SQLException {
        SampleBenefits.Case approved = benefits.approved();
        String first = ordered(approved);
        byte[] failed = (HEADINGS + approved.benefit() + ",210.00,失败,,,账户已销户").getBytes(Charset.forName("GB18030"));
        report(SampleBenefits.PAYER, first, failed).then().statusCode(201).body("lines[0].verdict", equalTo("FAILED"));
        assertEquals("APPROVED", SampleBenefits.state(approved));
        assertEquals("账户已销户", SampleBenefits.read(approved).getString("events[2].reason"));
        String second = ordered(approved);
        assertEquals(List.of("CONTRADICTS"), reported(first, line(approved, "成功")).getList("lines.verdict"));
        assertEquals(List.of("PAID"), reported(second, line(approved, "PAID")).getList("lines.verdict"));
        assertEquals("PAID", SampleBenefits.state(approved));
        assertEquals(
                List.of("BENEFIT_APPROVED 5001-2018/2101 21000", "BENEFIT_PAID 2101/1001 21000"), benefits.entries(approved));
        agree();
    }

    /** The settlement is undone while the bank has the order: its report decides what that means. */
    @Test
    void aReversalWhileTheBankPays() throws SQLException {
        SampleBenefits.Case paid = benefits.approved();
        SampleBenefits.Case failed = benefits.approved();
        String batch = ordered(paid, failed);
        SampleBenefits.reverse(paid).then().statusCode(201);
        SampleBenefits.reverse(failed).then().statusCode(201);
        assertEquals("RECALLED", SampleBenefits.state(paid));
        agree();
        reported(batch, line(paid, "成功"), line(failed, "失败"));
        assertEquals("RECOVERABLE", SampleBenefits.state(paid));
        assertEquals("CANCELLED", SampleBenefits.state(failed));
        assertEquals(
                List.of("BENEFIT_APPROVED 5001-2018/2101 21000", "BENEFIT_PAID 2101/1001 21000",
                        "BENEFIT_RECOVERABLE 1201/5001-2018 21000"),
                benefits.entries(paid));
        agree();
    }

    @Test
    void theBankFileNamesWhoIsPaid() throws SQLException {
        SampleBenefits.Case approved = benefits.approved();
        String batch = ordered(approved);
        SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR).get(PATH + "/" + batch + "/bank-file").then().statusCode(403);
        String file = SampleBenefits.PAYER.get(PATH + "/" + batch + "/bank-file").then().statusCode(200).extract().asString();
        assertEquals(
                "序号,业务编号,姓名,身份证号,金额,用途\r\n1," + approved.benefit() + "," + approved.person().name() + ","
                        + approved.person().idNumber() + ",210.00,2018年度职工医疗互助金\r\n",
                file.replace("\uFEFF", ""));
        assertEquals("1", database.one("select count(*) from access_record where operation = 'DOWNLOAD_BANK_FILE' and object = '"
                + batch + "' and person_id = '" + approved.person().id() + "'"));
    }

    @Test
    void ordersAreListed() {
        String batch = ordered(benefits.approved(), benefits.approved());
        SampleBenefits.PAYER.get(PATH + "/" + batch).then().statusCode(200).body("benefits", equalTo(2))
                .body("amount", equalTo("420.00")).body("open", equalTo(2)).body("paidAmount", equalTo("0.00"));
        JsonPath page = SampleBenefits.PAYER.get(PATH + "?limit=1").then().statusCode(200)
                .body("items[0].number", greaterThanOrEqualTo(1)).extract().jsonPath();
        assertTrue(page.getString("items[0].batchId").length() > 0);
        SampleBenefits.PAYER.get("mutual-aid/benefits?batch=" + batch).then().statusCode(200).body("items.size()", equalTo(2));
        SampleBenefits.PAYER.get(PATH + "?cursor=x").then().statusCode(400);
    }

    /** Without a list all that somebody else has approved is ordered. */
    @Test
    void everythingApprovedIsOrdered() {
        SampleBenefits.Case approved = benefits.approved();
        SampleBenefits.PAYER.post(PATH, "{}").then().statusCode(201).body("benefits", greaterThanOrEqualTo(1));
        assertEquals("ORDERED", SampleBenefits.state(approved));
    }
}
