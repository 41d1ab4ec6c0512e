package org.onestop.mutualaid;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** Payments over the interface: what is refused, how they fall, what becomes of the rest, receipts, standing, books. */
@QuarkusTest
class ContributionsTest {

    private static final SampleUnion UNION = SampleUnion.ADMIN;

    private static final SampleHospital HOSPITAL = SampleHospital.ZHONGSHAN;

    @Inject
    TestDatabase database;

    @Inject
    SamplePeople people;

    @AfterEach
    void documentsAgree() throws Exception {
        assertEquals(List.of(), database.column("select id from contribution_difference"));
    }

    private void refused(String path, String body, int status, String code) throws Exception {
        String before = state();
        UNION.post(path, body).then().statusCode(status).body("code", equalTo(code));
        assertEquals(before, state(), body);
    }

    private String state() throws Exception {
        return database.one("select (select count(*) from contribution) || ' ' || (select count(*) from contribution_due_outcome)"
                + " || ' ' || (select count(*) from contribution_allotment) || ' ' || (select count(*) from contribution_refund)"
                + " || ' ' || (select count(*) from ledger_entry) || ' ' || (select count(*) || ' ' || count(superseded_at)"
                + " from membership) || ' ' || (select count(*) from journal_record)"
                + " || ' ' || (select md5(string_agg(m::text, ' ' order by m::text)) from member_standing m)");
    }

    @ParameterizedTest
    @CsvSource({
        "2018, 0, 2018-01-05, 422, amount-out-of-range",
        "2018, -1.00, 2018-01-05, 422, amount-out-of-range",
        "2018, 1.001, 2018-01-05, 400, invalid-request",
        "2018, 100.00, 2999-01-05, 422, date-in-future",
        "2999, 100.00, 2018-01-05, 422, value-out-of-range",
        "2018, 100.00, 2018-02-30, 400, invalid-request"
    })
    void whatIsNoPaymentIsRefused(int term, String amount, String day, int status, String code) throws Exception {
        refused("contributions", SampleUnion.payment(UNION.unit(), term, amount, day, SampleUnion.reference()), status, code);
    }

    @Test
    void aPaymentOfAnUnknownUnitIsRefused() throws Exception {
        refused("contributions", SampleUnion.payment(SampleUnion.code(), 2018, "1.00", "2018-01-05", "X-1"), 422, "unit-unknown");
    }

    @Test
    void onePaymentOfTheBankIsTakenOnce() throws Exception {
        String unit = UNION.unit();
        String reference = SampleUnion.reference();
        UNION.paid(SampleUnion.payment(unit, 2018, "5.00", "2018-01-05", reference));
        refused("contributions", SampleUnion.payment(unit, 2018, "6.00", "2018-01-06", reference), 409, "bank-reference-used");
        refused("contributions", SampleUnion.payment(UNION.unit(), 2019, "5.00", "2019-01-05", reference), 409,
                "bank-reference-used");
    }

    @Test
    void whoIsNamedWronglyIsRefused() throws Exception {
        String unit = UNION.unit();
        String open = SampleUnion.payment(unit, 2018, "100.00", "2018-01-05", SampleUnion.reference());
        String body = open.substring(0, open.length() - 1) + ",\"members\":[%s]}";
        refused("contributions", body.formatted("{}"), 400, "invalid-request");
        refused("contributions", body.formatted("{\"membershipId\":\"x\"}"), 400, "invalid-request");
        refused("contributions", body.formatted(""), 400, "invalid-request");
        refused("contributions", body.formatted("{\"idNumber\":\"520299197002021022\"}"), 422, "id-number-invalid");
        refused(
                "contributions",
                body.formatted("{\"membershipId\":\"" + UUID.randomUUID() + "\",\"idNumber\":\"520299197002021021\"}"),
                400,
                "invalid-request");
    }

    @Test
    void exactlyForAllWhoOwe() throws Exception {
        String unit = UNION.unit();
        List<String> members = UNION.members(unit, 2018, "2018-01-01", 3);
        JsonPath paid = UNION.paid(SampleUnion.payment(unit, 2018, "300.00", "2018-01-05", SampleUnion.reference()));
        assertEquals("MATCHED 3 300.00 0.00 0.00", outcome(paid));
        assertEquals(List.of("1001 DEBIT 300.00", "1101-2018 CREDIT 300.00"), postings("CONTRIBUTION", paid));
        assertEquals("1", database.one("select count(*) from journal_record where kind = 'CONTRIBUTION' and subject_id = '"
                + paid.getString("contribution.contributionId") + "'"));
        for (String member : members) {
            JsonPath read = UNION.membership(member);
            assertEquals("PAID 2018-01-05 2018-02-04", read.getString("membership.contribution.state") + " "
                    + read.getString("membership.contribution.receivedOn") + " " + read.getString("membership.coveredFrom"));
        }
        assertEquals("SURPLUS 0 0.00 1.00 1.00",
                outcome(UNION.paid(SampleUnion.payment(unit, 2018, "1.00", "2018-01-06", SampleUnion.reference()))));
    }

    private static String outcome(JsonPath paid) {
        return String.join(
                " ",
                paid.getString("contribution.outcome"),
                paid.getString("contribution.members"),
                paid.getString("contribution.matched"),
                paid.getString("contribution.suspense"),
                paid.getString("contribution.suspenseLeft"));
    }

    private static List<String> postings(String type, JsonPath made) {
        String id = made.getString(type.equals("CONTRIBUTION") ? "contribution.contributionId"
                : type.endsWith("REFUND") ? "refundId" : "allotmentId");
        JsonPath entries = UNION.client.get("mutual-aid/ledger/entries?sourceType=" + type + "&sourceId=" + id).jsonPath();
        assertEquals(1, entries.getList("items").size());
        return entries.<java.util.Map<String, String>>getList("items[0].lines").stream()
                .map(line -> line.get("account") + " " + line.get("side") + " " + line.get("amount"))
                .toList();
    }

    @Test
    void tooLittlePaysNobodyUntilSomebodySaysWhom() throws Exception {
        String unit = UNION.unit();
        List<String> members = UNION.members(unit, 2018, "2018-01-01", 3);
        JsonPath paid = UNION.paid(SampleUnion.payment(unit, 2018, "250.00", "2018-01-05", SampleUnion.reference()));
        assertEquals("SHORT 0 0.00 250.00 250.00", outcome(paid));
        assertEquals(List.of("1001 DEBIT 250.00", "2001 CREDIT 250.00"), postings("CONTRIBUTION", paid));
        assertNull(UNION.membership(members.get(0)).getString("membership.coveredFrom"));
        String path = "contributions/" + paid.getString("contribution.contributionId") + "/allotments";
        refused(path, allotment(members), 409, "suspense-exceeded");
        refused(path, allotment(List.of(members.get(0), members.get(0))), 422, "members-not-due");
        refused(path, allotment(List.of(UNION.members(UNION.unit(), 2018, "2018-01-01", 1).get(0))), 422, "members-not-due");
        refused(path, allotment(List.of(UUID.randomUUID().toString())), 422, "members-not-due");
        refused(path, allotment(members.subList(0, 1)).replace("}]}", "}],\"allottedOn\":\"2018-01-04\"}"), 422,
                "dates-out-of-order");
        refused(path, allotment(members.subList(0, 1)).replace("}]}", "}],\"allottedOn\":\"2999-01-04\"}"), 422,
                "date-in-future");
        refused("contributions/" + UUID.randomUUID() + "/allotments", allotment(members), 404, "contribution-not-found");
        JsonPath allotted = UNION.post(path, allotment(members.subList(0, 2))).then().statusCode(201).extract().jsonPath();
        assertEquals("200.00 2 50.00", allotted.getString("amount") + " " + allotted.getString("members") + " "
                + allotted.getString("suspenseLeft"));
        assertEquals(List.of("2001 DEBIT 200.00", "1101-2018 CREDIT 200.00"), postings("CONTRIBUTION_ALLOTMENT", allotted));
        assertEquals("2018-02-04", UNION.membership(members.get(0)).getString("membership.coveredFrom"));
        refused(path, allotment(members.subList(0, 1)), 422, "members-not-due");
        refused(path, allotment(members.subList(2, 3)), 409, "suspense-exceeded");
    }

    private static String allotment(List<String> members) {
        return "{\"members\":" + SampleUnion.named(members) + "}";
    }

    @Test
    void whatIsTooMuchGoesBackOrToOthers() throws Exception {
        String unit = UNION.unit();
        UNION.members(unit, 2018, "2018-01-01", 1);
        JsonPath paid = UNION.paid(SampleUnion.payment(unit, 2018, "350.00", "2018-01-05", SampleUnion.reference()));
        assertEquals("SURPLUS 1 100.00 250.00 250.00", outcome(paid));
        String id = paid.getString("contribution.contributionId");
        String path = "contributions/" + id + "/refunds";
        refused(path, SampleUnion.refund("250.01", "2018-02-01", "R"), 409, "suspense-exceeded");
        refused(path, SampleUnion.refund("0.00", "2018-02-01", "R"), 422, "amount-out-of-range");
        refused(path, SampleUnion.refund("50.00", "2018-01-04", "R"), 422, "dates-out-of-order");
        refused(path, SampleUnion.refund("50.00", "2999-01-04", "R"), 422, "date-in-future");
        refused("contributions/x/refunds", SampleUnion.refund("50.00", "2018-02-01", "R"), 404, "contribution-not-found");
        String reference = SampleUnion.reference();
        JsonPath back = UNION.post(path, SampleUnion.refund("50.00", "2018-02-01", reference)).then().statusCode(201)
                .body("suspenseLeft", equalTo("200.00")).extract().jsonPath();
        assertEquals(List.of("2001 DEBIT 50.00", "1001 CREDIT 50.00"), postings("CONTRIBUTION_REFUND", back));
        refused(path, SampleUnion.refund("50.00", "2018-02-01", reference), 409, "bank-reference-used");
        String late = UNION.members(unit, 2018, "2018-03-01", 1).get(0);
        String next = UNION.members(unit, 2019, "2019-01-01", 1).get(0);
        UNION.post("contributions/" + id + "/allotments", allotment(List.of(late, next))).then().statusCode(201)
                .body("suspenseLeft", equalTo("0.00"));
        assertEquals("2018-03-31", UNION.membership(late).getString("membership.coveredFrom"));
        JsonPath whole = UNION.get("contributions/" + id).then().statusCode(200).extract().jsonPath();
        assertEquals("0.00 1 1", whole.getString("contribution.suspenseLeft") + " " + whole.getList("allotments").size() + " "
                + whole.getList("refunds").size());
    }

    @Test
    void unknownMembersAreToldLineByLine() throws Exception {
        String unit = UNION.unit();
        String number = SampleUnion.number();
        String known = UNION.joined(unit, 2018, "2018-01-01", List.of(number)).get(0);
        String open = SampleUnion.payment(unit, 2018, "200.00", "2018-01-05", SampleUnion.reference());
        JsonPath paid = UNION.paid(open.substring(0, open.length() - 1) + ",\"members\":[{\"idNumber\":\"" + SampleUnion.number()
                + "\"},{\"idNumber\":\"" + number + "\"}]}");
        assertEquals("UNKNOWN_MEMBERS 1 100.00 100.00 100.00", outcome(paid));
        assertEquals(List.of("UNKNOWN", "PAID"), paid.getList("lines.verdict"));
        assertEquals(known, paid.getString("lines[1].membershipId"));
        assertEquals(List.of("1001 DEBIT 200.00", "1101-2018 CREDIT 100.00", "2001 CREDIT 100.00"),
                postings("CONTRIBUTION", paid));
    }

    @Test
    void aMembersContributionGoesBackOnceAndEndsTheMembership() throws Exception {
        String unit = UNION.unit();
        List<String> members = UNION.members(unit, 2018, "2018-01-01", 2);
        UNION.paid(SampleUnion.payment(unit, 2018, "100.00", "2018-01-10", members.subList(0, 1)));
        String path = "memberships/" + members.get(0) + "/refund";
        refused("memberships/" + members.get(1) + "/refund", SampleUnion.refund(null, "2018-05-01", "R"), 409,
                "contribution-not-paid");
        refused(path, SampleUnion.refund(null, "2018-01-09", "R"), 422, "dates-out-of-order");
        refused(path, SampleUnion.refund(null, "2999-01-09", "R"), 422, "date-in-future");
        JsonPath back = UNION.post(path, SampleUnion.refund(null, "2018-05-01", SampleUnion.reference())).then()
                .statusCode(201).body("amount", equalTo("100.00")).extract().jsonPath();
        assertEquals(List.of("4001-2018 DEBIT 100.00", "1001 CREDIT 100.00"), postings("CONTRIBUTION_REFUND", back));
        JsonPath read = UNION.membership(members.get(0));
        assertEquals("REFUNDED REFUNDED 2018-04-30", read.getString("membership.contribution.state") + " "
                + read.getString("membership.leftBecause") + " " + read.getString("membership.leftOn"));
        refused(path, SampleUnion.refund(null, "2018-05-02", "R"), 409, "contribution-not-paid");
    }

    /** What was received decides what a settlement expects, and one that counts on it forbids to take it back. */
    @Test
    void settlementsGoByWhatWasReceived() throws Exception {
        String unit = UNION.unit();
        SamplePeople.Sample person = people.employee();
        String body = SampleUnion.roster(2018, "2018-01-01", List.of(person.idNumber())).replace("测试会员", person.name());
        String member = UNION.post("units/" + unit + "/members", body).then().statusCode(201).extract()
                .path("members[0].membershipId");
        assertEquals("true 0.00", expected(person));
        UNION.paid(SampleUnion.payment(unit, 2018, "100.00", "2018-02-10", List.of(member)));
        String expected = expected(person);
        assertTrue(expected.startsWith("true ") && !expected.endsWith(" 0.00"), expected);
        String settlement = HOSPITAL.settled(SampleBill.of(person, "30000.00")).extract().path("id");
        String path = "memberships/" + member + "/refund";
        refused(path, SampleUnion.refund(null, "2018-03-01", "R"), 409, "membership-used");
        HOSPITAL.reverse(SampleBill.newKey(), settlement).then().statusCode(201);
        UNION.post(path, SampleUnion.refund(null, "2018-03-01", SampleUnion.reference())).then().statusCode(201);
        assertEquals("false 0.00", expected(person));
    }

    /** Discharged on 12 March: whoever paid on 11 February still waits then. */
    @Test
    void whoeverPaidTooLateWaits() {
        String unit = UNION.unit();
        SamplePeople.Sample person = people.employee();
        String body = SampleUnion.roster(2018, "2018-01-01", List.of(person.idNumber())).replace("测试会员", person.name());
        UNION.post("units/" + unit + "/members", body).then().statusCode(201);
        UNION.paid(SampleUnion.payment(unit, 2018, "100.00", "2018-02-11", SampleUnion.reference()));
        assertEquals("true 0.00", expected(person));
    }

    private static String expected(SamplePeople.Sample person) {
        JsonPath answer = HOSPITAL.preview(SampleBill.of(person, "30000.00")).then().statusCode(200).extract().jsonPath();
        return answer.getBoolean("mutualAid.member") + " " + answer.getString("mutualAid.expected");
    }

    @Test
    void receiptsAreNumberedWithoutAGapAndReadAgain() throws Exception {
        String unit = UNION.unit();
        String reference = SampleUnion.reference();
        JsonPath first = UNION.paid(SampleUnion.payment(unit, 2018, "1050.20", "2018-01-05", reference));
        UNION.post("units/" + unit + "/name", "{\"name\":\"更名后\"}").then().statusCode(200);
        JsonPath second = UNION.paid(SampleUnion.payment(unit, 2018, "1.00", "2018-01-05", SampleUnion.reference()));
        int number = Integer.parseInt(first.getString("contribution.receiptNo").substring(5));
        assertEquals(number + 1, Integer.parseInt(second.getString("contribution.receiptNo").substring(5)));
        JsonPath receipt = UNION.get("contributions/" + first.getString("contribution.contributionId") + "/receipt").jsonPath();
        assertEquals(
                "测试单位 测试单位 1050.20 壹仟零伍拾元贰角整 2018-01-05 " + reference,
                String.join(" ", receipt.getString("payer"), receipt.getString("unitName"), receipt.getString("amount"),
                        receipt.getString("amountInWords"), receipt.getString("receivedOn"), receipt.getString("bankReference")));
        UNION.get("contributions/" + UUID.randomUUID() + "/receipt").then().statusCode(404)
                .body("code", equalTo("contribution-not-found"));
        assertEquals(List.of(), database.column("select receipt_year from contribution group by receipt_year"
                + " having max(receipt_number) <> count(*) or min(receipt_number) <> 1"));
    }

    @Test
    void paymentsAreListedInTheOrderOfTheirReceipts() {
        String unit = UNION.unit();
        for (int i = 1; i <= 3; i++) {
            UNION.paid(SampleUnion.payment(unit, 2018, i + ".00", "2018-01-0" + i, SampleUnion.reference()));
        }
        JsonPath page = UNION.get("contributions?limit=2&unit=" + unit).then().statusCode(200).extract().jsonPath();
        assertEquals(List.of("1.00", "2.00"), page.getList("items.amount"));
        assertEquals(List.of("3.00"), UNION.get("contributions?unit=" + unit + "&cursor=" + page.getString("next"))
                .path("items.amount"));
        assertEquals(List.of("2.00", "3.00"), UNION.get("contributions?suspense=true&term=2018&from=2018-01-02&unit=" + unit)
                .path("items.amount"));
        assertEquals(List.of(), UNION.get("contributions?suspense=false&unit=" + unit).path("items.amount"));
        UNION.get("contributions?cursor=x").then().statusCode(400);
    }
}
