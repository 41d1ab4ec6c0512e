package org.onestop.mutualaid;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.journal.Changes;
import org.onestop.ledger.Account;
import org.onestop.ledger.AccountType;
import org.onestop.ledger.JournalDraft;
import org.onestop.ledger.Ledger;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** Benefits, one by one: what is refused, and what each step does to them and to the books. */
@QuarkusTest
class BenefitsTest {

    private static final String NOWHERE = SampleBenefits.PATH + "00000000-0000-7000-8000-000000000000/";

    @Inject
    SampleBenefits benefits;

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Inject
    Ledger ledger;

    // --- refusals ---

    private void refused(SampleBenefits.Case each, Response answer, int status, String code) throws SQLException {
        answer.then().statusCode(status).body("code", equalTo(code));
        assertEquals("0", database.one("select count(*) from benefit_difference"), each.benefit());
    }

    @Test
    void whatIsNotThereIsNotFound() {
        SampleBenefits.PAYER.get(NOWHERE.substring(0, NOWHERE.length() - 1)).then().statusCode(404)
                .body("code", equalTo("benefit-not-found"));
        for (String path : List.of(NOWHERE, SampleBenefits.PATH + "none/")) {
            SampleBenefits.PAYER.post(path + "approval", "{}").then().statusCode(404).body("code", equalTo("benefit-not-found"));
        }
    }

    @Test
    void onlyTheUnionDecides() {
        SampleBenefits.Case opened = benefits.opened();
        SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);
        for (SampleClient client : List.of(auditor, SampleClient.hospital("H52020100001"))) {
            client.post(SampleBenefits.PATH + opened.benefit() + "/approval", "{}").then().statusCode(403);
            client.post(SampleBenefits.PATH + opened.benefit() + "/rejection", "{\"reason\":\"x\"}").then().statusCode(403);
        }
        auditor.get(SampleBenefits.PATH + opened.benefit()).then().statusCode(200);
        SampleClient.hospital("H52020100001").get(SampleBenefits.PATH + opened.benefit()).then().statusCode(403);
        assertEquals("OPEN", SampleBenefits.state(opened));
    }

    @Test
    void whatIsNotApprovedIsNotPaid() throws SQLException {
        SampleBenefits.Case opened = benefits.opened();
        refused(opened, SampleBenefits.pay(opened), 409, "benefit-not-approved");
        SampleBenefits.reject(opened).then().statusCode(201).body("state", equalTo("REJECTED"));
        refused(opened, SampleBenefits.pay(opened), 409, "benefit-not-approved");
        refused(opened, SampleBenefits.approve(opened), 409, "benefit-not-open");
        refused(opened, SampleBenefits.reject(opened), 409, "benefit-not-open");
        assertEquals(List.of(), benefits.entries(opened));
    }

    @Test
    void nothingIsApprovedOrPaidTwice() throws SQLException {
        SampleBenefits.Case approved = benefits.approved();
        refused(approved, SampleBenefits.approve(approved), 409, "benefit-not-open");
        refused(approved, SampleBenefits.reject(approved), 409, "benefit-not-open");
        refused(approved, SampleBenefits.repay(approved, "1.00"), 409, "benefit-not-recoverable");
        SampleBenefits.pay(approved).then().statusCode(201).body("state", equalTo("PAID"));
        refused(approved, SampleBenefits.pay(approved), 409, "benefit-already-paid");
        assertEquals(
                List.of("BENEFIT_APPROVED 5001-2018/2101 21000", "BENEFIT_PAID 2101/1001 21000"), benefits.entries(approved));
    }

    @Test
    void whoApprovedCantPay() throws SQLException {
        SampleBenefits.Case approved = benefits.approved();
        refused(
                approved,
                SampleBenefits.pay(SampleBenefits.APPROVER, approved, SampleUnion.reference()),
                403,
                "same-subject");
        assertEquals("APPROVED", SampleBenefits.state(approved));
    }

    @Test
    void aPaymentHasItsDayAndItsOwnReference() throws SQLException {
        SampleBenefits.Case approved = benefits.approved();
        String path = SampleBenefits.PATH + approved.benefit() + "/payment";
        refused(approved, SampleBenefits.PAYER.post(path, SampleBenefits.transfer(
                "paidOn", SampleBenefits.today().plusDays(1), "x")), 422, "date-in-future");
        refused(approved, SampleBenefits.PAYER.post(path, SampleBenefits.transfer(
                "paidOn", SampleBenefits.today().minusDays(1), "x")), 422, "dates-out-of-order");
        refused(approved, SampleBenefits.PAYER.post(path, "{}"), 400, "invalid-request");
        String reference = SampleUnion.reference();
        SampleBenefits.pay(SampleBenefits.PAYER, benefits.approved(), reference).then().statusCode(201);
        refused(approved, SampleBenefits.pay(SampleBenefits.PAYER, approved, reference), 409, "bank-reference-used");
        assertEquals("APPROVED", SampleBenefits.state(approved));
    }

    /** For the time of the test all that is free at the bank is somewhere else. */
    @Test
    void whatTheFundCantBearIsNotApproved() throws SQLException {
        SampleBenefits.Case opened = benefits.opened();
        SampleBenefits.funded();
        ledger.open(new Account("8001", "测试科目", "test account", AccountType.EQUITY, false, null));
        Money free = Money.ofFen(Long.parseLong(
                database.one("select ledger_balance('1001', 'infinity') + ledger_balance('2101', 'infinity')")));
        move("8001", "1001", free.minus(Money.parse("209.99")));
        try {
            refused(opened, SampleBenefits.approve(opened), 422, "fund-insufficient");
            assertEquals("OPEN", SampleBenefits.state(opened));
            assertEquals(List.of(), benefits.entries(opened));
        } finally {
            move("1001", "8001", free.minus(Money.parse("209.99")));
        }
        SampleBenefits.approve(opened).then().statusCode(201);
    }

    private void move(String debit, String credit, Money amount) {
        ledger.post(
                new Changes.Author("test", "test"),
                new JournalDraft(
                        "TEST",
                        new JournalDraft.Source("TEST", UUID.randomUUID().toString()),
                        SampleBenefits.today(),
                        List.of(JournalDraft.Line.debit(debit, amount), JournalDraft.Line.credit(credit, amount))));
    }

    @Test
    void noMoreIsPaidBackThanIsOwed() throws SQLException {
        SampleBenefits.Case paid = benefits.paid();
        refused(paid, SampleBenefits.repay(paid, "1.00"), 409, "benefit-not-recoverable");
        SampleBenefits.reverse(paid).then().statusCode(201);
        refused(paid, SampleBenefits.repay(paid, "210.01"), 409, "repayment-exceeded");
        refused(paid, SampleBenefits.repay(paid, "0.00"), 422, "amount-out-of-range");
        assertEquals("RECOVERABLE", SampleBenefits.state(paid));
    }

    // --- what is done ---

    @Test
    void aStayOfAMemberOpensABenefitWithItsReasons() throws SQLException {
        SampleBenefits.Case opened = benefits.opened();
        assertEquals("210.00", opened.amount());
        JsonPath read = SampleBenefits.read(opened);
        assertEquals("210.00", read.getString("benefit.amount"));
        assertEquals("OPEN", read.getString("benefit.state"));
        assertEquals(opened.unit(), read.getString("benefit.unitCode"));
        assertEquals("测***", read.getString("benefit.person.name").replaceAll("\\*+", "***"));
        assertEquals(opened.settlement(), read.getString("settlement.settlementId"));
        assertEquals("STANDING", read.getString("settlement.state"));
        assertEquals("9000.00", read.getString("settlement.fundTotal"));
        assertEquals(List.of("MUTUAL_AID"), read.getList("trace.tier").stream().distinct().toList());
        List<String> results = read.getList("trace.result");
        assertEquals("210.00", results.get(results.size() - 1));
        assertTrue(read.getString("trace[0].text").contains("1500.00"), () -> read.getString("trace[0].text"));
        assertTrue(read.getString("trace[0].textEn").contains("1500.00"));
        assertEquals(
                "1", database.one("select count(*) from journal_record where kind = 'BENEFIT' and subject_id = '" + opened.benefit() + "'"));
        assertEquals("1", database.one("select count(*) from access_record where operation = 'READ_BENEFIT' and object = '"
                + opened.benefit() + "'"));
    }

    /** The second stay's benefit goes on where the first one's burden ended. */
    @Test
    void theBurdenOfATermAccumulates() {
        String unit = SampleUnion.ADMIN.unit();
        SamplePeople.Sample person = benefits.member(unit);
        assertEquals("210.00", benefits.opened(person, unit, "10500.00").amount());
        String second = SampleHospital.ZHONGSHAN.settled(SampleBill.of(person, "10400.00"))
                .extract().path("mutualAid.expected");
        // Deductible 400, 90 in 100 of 10,000: 1,400 of burden, all of it above 800 by now.
        assertEquals("420.00", second);
    }

    @Test
    void whoIsNoMemberOrHasNothingToExpectOpensNone() throws SQLException {
        String none = SampleHospital.ZHONGSHAN.settled(SampleBill.of(people.employee(), "10500.00")).extract().path("id");
        String small = SampleHospital.ZHONGSHAN.settled(SampleBill.of(benefits.member(SampleUnion.ADMIN.unit()), "600.00"))
                .extract().path("id");
        assertEquals("0", database.one(
                "select count(*) from benefit where settlement_id in ('" + none + "', '" + small + "')"));
    }

    @Test
    void aRepeatedRequestIsAnsweredAsBefore() throws SQLException {
        SampleBenefits.Case opened = benefits.opened();
        SampleBenefits.funded();
        String key = UUID.randomUUID().toString();
        String path = SampleBenefits.PATH + opened.benefit() + "/approval";
        String first = SampleBenefits.APPROVER.post(key, path, "{\"note\":\"核对无误\"}").then().statusCode(201)
                .body("state", equalTo("APPROVED")).body("person", nullValue()).extract().asString();
        assertEquals(first, SampleBenefits.APPROVER.post(key, path, "{\"note\":\"核对无误\"}").asString());
        JsonPath read = SampleBenefits.read(opened);
        assertEquals(List.of("APPROVED"), read.getList("events.kind"));
        assertEquals(List.of("核对无误"), read.getList("events.reason"));
        assertEquals(List.of("union-approver"), read.getList("events.by"));
        assertEquals(1, benefits.entries(opened).size());
    }

    @Test
    void theListTellsThemByState() {
        SampleBenefits.Case opened = benefits.opened();
        SampleBenefits.Case approved = benefits.approved();
        assertTrue(listed("OPEN").contains(opened.benefit()));
        assertTrue(listed("APPROVED").contains(approved.benefit()));
        assertTrue(!listed("APPROVED").contains(opened.benefit()));
        SampleBenefits.PAYER.get("mutual-aid/benefits?status=NONE").then().statusCode(400);
        SampleBenefits.PAYER.get("mutual-aid/benefits?cursor=x").then().statusCode(400);
        SampleBenefits.PAYER.get("mutual-aid/benefits?term=2018&limit=1").then().statusCode(200)
                .body("items.size()", equalTo(1)).body("next", not(nullValue()));
    }

    private static List<String> listed(String state) {
        List<String> found = new java.util.ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = SampleBenefits.PAYER
                    .get("mutual-aid/benefits?limit=200&status=" + state + (cursor == null ? "" : "&cursor=" + cursor))
                    .then().statusCode(200).extract().jsonPath();
            found.addAll(page.getList("items.benefitId", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        return found;
    }

    // --- reversals ---

    @Test
    void aReversalCancelsWhatIsNotPaid() throws SQLException {
        SampleBenefits.Case opened = benefits.opened();
        SampleBenefits.reverse(opened).then().statusCode(201);
        assertEquals("CANCELLED", SampleBenefits.state(opened));
        assertEquals(List.of(), benefits.entries(opened));
        refused(opened, SampleBenefits.approve(opened), 409, "benefit-not-open");

        SampleBenefits.Case approved = benefits.approved();
        SampleBenefits.reverse(approved).then().statusCode(201);
        JsonPath read = SampleBenefits.read(approved);
        assertEquals("CANCELLED", read.getString("benefit.state"));
        assertEquals("REVERSED", read.getString("settlement.state"));
        assertEquals(
                List.of("BENEFIT_APPROVED 5001-2018/2101 21000", "BENEFIT_CANCELLED 2101/5001-2018 21000"),
                benefits.entries(approved));
        refused(approved, SampleBenefits.pay(approved), 409, "benefit-not-approved");
    }

    @Test
    void aReversalTurnsWhatIsPaidIntoADebtOfTheMember() throws SQLException {
        SampleBenefits.Case paid = benefits.paid();
        SampleBenefits.reverse(paid).then().statusCode(201);
        assertEquals("RECOVERABLE", SampleBenefits.state(paid));
        SampleBenefits.repay(paid, "200.00").then().statusCode(201).body("state", equalTo("RECOVERABLE"))
                .body("recovered", equalTo("200.00"));
        SampleBenefits.repay(paid, "10.00").then().statusCode(201).body("state", equalTo("RECOVERED"));
        assertEquals(
                List.of(
                        "BENEFIT_APPROVED 5001-2018/2101 21000",
                        "BENEFIT_PAID 2101/1001 21000",
                        "BENEFIT_RECOVERABLE 1201/5001-2018 21000",
                        "BENEFIT_REPAID 1001/1201 20000",
                        "BENEFIT_REPAID 1001/1201 1000"),
                benefits.entries(paid));
        refused(paid, SampleBenefits.repay(paid, "1.00"), 409, "benefit-not-recoverable");
        refused(paid, SampleBenefits.pay(paid), 409, "benefit-already-paid");
    }

    @Test
    void aRejectedOneStaysRejected() {
        SampleBenefits.Case opened = benefits.opened();
        SampleBenefits.reject(opened).then().statusCode(201);
        SampleBenefits.reverse(opened).then().statusCode(201);
        assertEquals("REJECTED", SampleBenefits.state(opened));
    }

    /** After a reversal the bill may be settled again, and opens another benefit. */
    @Test
    void theBillSettledAgainOpensAnother() {
        SampleBenefits.Case first = benefits.opened();
        SampleBenefits.reverse(first).then().statusCode(201);
        SampleBenefits.Case again = benefits.opened(first.person(), first.unit(), "10500.00");
        assertEquals("210.00", again.amount());
        assertEquals("OPEN", SampleBenefits.state(again));
    }
}
