package org.onestop.mutualaid;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.settlement.TestDatabase;

/** Members of a term over the interface: joining, transfer, leaving, death, renewal. */
@QuarkusTest
class RosterTest {

    private static final SampleUnion UNION = SampleUnion.ADMIN;

    @Inject
    TestDatabase database;

    private void refused(String path, String body, int status, String code) throws Exception {
        String before = state();
        UNION.post(path, body).then().statusCode(status).body("code", equalTo(code));
        assertEquals(before, state(), path);
    }

    private String state() throws Exception {
        return database.one("select (select count(*) || ' ' || count(superseded_at) from membership) || ' ' || (select count(*)"
                + " from ledger_entry) || ' ' || (select count(*) from contribution_due_outcome) || ' ' || (select count(*)"
                + " from person) || ' ' || (select md5(string_agg(m::text, ' ' order by m::text)) from member_standing m)");
    }

    @ParameterizedTest
    @CsvSource({
        "2016, 2016-03-01, 422, no-policy-in-force",
        "2018, 2017-12-31, 422, dates-out-of-order",
        "2018, 2019-01-01, 422, dates-out-of-order",
        "2999, 2999-01-01, 422, value-out-of-range",
        "1999, 1999-01-01, 422, value-out-of-range"
    })
    void nobodyJoinsOnADayThatCantBe(int term, String day, int status, String code) throws Exception {
        String unit = UNION.unit();
        refused(
                "units/" + unit + "/members",
                SampleUnion.roster(term, day, List.of(SampleUnion.number())),
                status,
                code);
    }

    @Test
    void oneWhoCantJoinKeepsAllFromJoining() throws Exception {
        String unit = UNION.unit();
        String known = SampleUnion.number();
        UNION.joined(unit, 2018, "2018-01-01", List.of(known));
        String path = "units/" + unit + "/members";
        String fresh = SampleUnion.number();
        refused(path, SampleUnion.roster(2018, "2018-02-01", List.of(fresh, known)), 409, "member-already");
        refused(path, SampleUnion.roster(2018, "2018-01-01", List.of(fresh, "520299197002021022")), 422, "id-number-invalid");
        refused(
                path,
                SampleUnion.roster(2018, "2018-01-01", List.of(fresh, known)).replaceAll("测试会员\"}]", "他人\"}]"),
                422,
                "person-name-mismatch");
        refused("units/" + UNION.unit() + "/members", SampleUnion.roster(2018, "2018-01-01", List.of(known)), 409,
                "member-already");
        refused("units/91520299MA6DXL8A43/members", SampleUnion.roster(2018, "2018-01-01", List.of(fresh)), 404,
                "unit-not-found");
        List<String> crowd = new ArrayList<>();
        for (int i = 0; i <= NamedMember.MOST; i++) {
            crowd.add(fresh);
        }
        refused(path, SampleUnion.roster(2018, "2018-01-01", crowd), 422, "too-many-members");
    }

    @Test
    void joiningIsDueAndNotYetCovered() {
        String unit = UNION.unit();
        String member = UNION.members(unit, 2018, "2018-02-01", 1).get(0);
        JsonPath read = UNION.membership(member);
        assertEquals("DUE", read.getString("membership.contribution.state"));
        assertEquals("100.00", read.getString("membership.contribution.amount"));
        assertTrue(read.getBoolean("membership.firstJoiner"));
        assertNull(read.getString("membership.coveredFrom"));
        assertEquals("测**", read.getString("person.name"));
        assertTrue(read.getString("person.idNumber").matches("520299\\*{8}[0-9X]{4}"));
        JsonPath entries = UNION.client.get("mutual-aid/ledger/entries?account=1101-2018&from=2018-02-01&to=2018-02-01&limit=200")
                .jsonPath();
        assertTrue(entries.getList("items.reason").contains("CONTRIBUTION_ACCRUED"));
    }

    @Test
    void theSameRosterAgainChangesNothing() throws Exception {
        String unit = UNION.unit();
        String body = SampleUnion.roster(2018, "2018-01-01", List.of(SampleUnion.number(), SampleUnion.number()));
        Response first = UNION.post("units/" + unit + "/members", body);
        first.then().statusCode(201).body("joined", equalTo(2));
        String before = state();
        Response second = UNION.post("units/" + unit + "/members", body);
        second.then().statusCode(200).body("joined", equalTo(0));
        assertEquals(
                first.<List<String>>path("members.membershipId"), second.<List<String>>path("members.membershipId"));
        assertEquals(before, state());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "transfer | {\"unitCode\":\"12520201000000115X\",\"on\":\"2018-03-01\"} | 422 | credit-code-invalid",
        "transfer | {\"unitCode\":\"91520299MA6DXL8A43\",\"on\":\"2018-03-01\"} | 422 | credit-code-invalid",
        "transfer | {\"unitCode\":\"12520201000000115H\",\"on\":\"2018-02-01\"} | 422 | dates-out-of-order",
        "transfer | {\"unitCode\":\"12520201000000115H\",\"on\":\"2019-01-01\"} | 422 | dates-out-of-order",
        "leaving | {\"reason\":\"LEFT\",\"lastDay\":\"2018-01-31\"} | 422 | dates-out-of-order",
        "leaving | {\"reason\":\"DIED\",\"lastDay\":\"2019-01-01\"} | 422 | dates-out-of-order",
        "leaving | {\"reason\":\"TRANSFERRED\",\"lastDay\":\"2018-03-01\"} | 400 | invalid-request",
        "reinstatement | {\"reason\":\"LEFT\"} | 400 | invalid-request",
        "reinstatement | {\"reason\":\"LEFT_BY_MISTAKE\"} | 409 | membership-in-force",
        "cancellation | {\"reason\":\"张三\"} | 400 | invalid-request"
    })
    void whatCantHappenToAMembershipIsRefused(String step, String body, int status, String code) throws Exception {
        String member = UNION.members(UNION.unit(), 2018, "2018-02-01", 1).get(0);
        refused("memberships/" + member + "/" + step, body, status, code);
        boolean isBodysOwn = status == 400 || code.startsWith("credit");
        refused("memberships/" + UUID.randomUUID() + "/" + step, body, isBodysOwn ? status : 404,
                isBodysOwn ? code : "membership-not-found");
    }

    @Test
    void aTransferTakesPaymentAndCoverageAlong() throws Exception {
        String from = UNION.unit();
        String to = UNION.unit();
        String member = UNION.members(from, 2018, "2018-01-01", 1).get(0);
        UNION.paid(SampleUnion.payment(from, 2018, "100.00", "2018-01-10", List.of(member)));
        String before = UNION.membership(member).getString("membership.coveredFrom");
        assertEquals("2018-02-09", before);
        UNION.post("memberships/" + member + "/transfer", transfer(to, "2018-07-01")).then().statusCode(200);
        JsonPath after = UNION.membership(member);
        assertEquals(to + " 2018-07-01 2018-01-01", after.getString("membership.unitCode") + " "
                + after.getString("membership.unitSince") + " " + after.getString("membership.joinedOn"));
        assertEquals(before, after.getString("membership.coveredFrom"));
        assertEquals("PAID", after.getString("membership.contribution.state"));
        assertEquals(List.of(), UNION.get("units/" + from + "/members?term=2018").path("items"));
        assertEquals(List.of(member), UNION.get("units/" + to + "/members?term=2018").path("items.membership.membershipId"));
        refused("memberships/" + member + "/transfer", transfer(to, "2018-08-01"), 409, "member-already");
        refused("memberships/" + member + "/leaving", leaving("LEFT", "2018-06-30"), 422, "dates-out-of-order");
    }

    @Test
    void nobodyIsTransferredIntoAUnitThatHasEnded() throws Exception {
        String to = UNION.unit();
        UNION.post("units/" + to + "/end", "{\"lastDay\":\"2018-06-30\"}").then().statusCode(200);
        String member = UNION.members(UNION.unit(), 2018, "2018-01-01", 1).get(0);
        refused("memberships/" + member + "/transfer", transfer(to, "2018-07-01"), 409, "unit-closed");
    }

    @Test
    void whoeverLeavesWithoutPayingOwesNothingMore() throws Exception {
        String member = UNION.members(UNION.unit(), 2018, "2018-01-01", 1).get(0);
        UNION.post("memberships/" + member + "/leaving", leaving("LEFT", "2018-03-31")).then().statusCode(200)
                .body("contribution.state", equalTo("WRITTEN_BACK"));
        JsonPath entry = UNION.client.get("mutual-aid/ledger/entries?sourceType=MEMBERSHIP&sourceId=" + member).jsonPath();
        assertEquals("CONTRIBUTION_WRITTEN_BACK 2018-03-31 100.00", entry.getString("items[0].reason") + " "
                + entry.getString("items[0].eventDate") + " " + entry.getString("items[0].total"));
        refused("memberships/" + member + "/leaving", leaving("DIED", "2018-02-28"), 409, "membership-ended");
        refused("memberships/" + member + "/transfer", transfer(UNION.unit(), "2018-03-01"), 409, "membership-ended");
        assertEquals("2018-01-01  2018-03-31", standing(member));
    }

    private String standing(String member) throws Exception {
        return database.one("select s.member_from || ' ' || coalesce(s.covered_from::text, '') || ' ' || s.covered_until"
                + " from member_standing s join membership_now m on m.person_id = s.person_id and m.term = s.term"
                + " where m.membership_id = '" + member + "'");
    }

    @Test
    void theDayOfDeathStillCounts() throws Exception {
        String unit = UNION.unit();
        String member = UNION.members(unit, 2018, "2018-01-01", 1).get(0);
        UNION.paid(SampleUnion.payment(unit, 2018, "100.00", "2018-01-01", List.of(member)));
        UNION.post("memberships/" + member + "/leaving", leaving("DIED", "2018-05-06")).then().statusCode(200)
                .body("leftBecause", equalTo("DIED")).body("contribution.state", equalTo("PAID"));
        assertEquals("2018-01-01 2018-01-31 2018-05-06", standing(member));
    }

    @Test
    void anEndRecordedByMistakeIsUndone() throws Exception {
        String mistake = "{\"reason\":\"DEATH_BY_MISTAKE\"}";
        String unit = UNION.unit();
        List<String> members = UNION.members(unit, 2018, "2018-01-01", 3);
        UNION.paid(SampleUnion.payment(unit, 2018, "200.00", "2018-01-01", members.subList(0, 2)));
        String alive = members.get(0);
        String before = standing(alive);
        UNION.post("memberships/" + alive + "/leaving", leaving("DIED", "2018-05-06")).then().statusCode(200);
        UNION.post("memberships/" + alive + "/reinstatement", mistake).then().statusCode(200)
                .body("leftBecause", equalTo(null)).body("contribution.state", equalTo("PAID"));
        assertEquals(before, standing(alive));
        refused("memberships/" + alive + "/reinstatement", mistake, 409, "membership-in-force");
        UNION.post("memberships/" + alive + "/leaving", leaving("LEFT", "2018-05-06")).then().statusCode(200);

        String refunded = members.get(1);
        UNION.post("memberships/" + refunded + "/refund", SampleUnion.refund(null, "2018-05-01", SampleUnion.reference()))
                .then().statusCode(201);
        refused("memberships/" + refunded + "/reinstatement", mistake, 409, "membership-ended");

        String unpaid = members.get(2);
        UNION.post("memberships/" + unpaid + "/leaving", leaving("LEFT", "2018-03-31")).then().statusCode(200);
        refused("memberships/" + unpaid + "/reinstatement", mistake, 409, "membership-ended");
        UNION.post("memberships/" + unpaid + "/cancellation", "{\"reason\":\"REGISTERED_BY_MISTAKE\"}").then().statusCode(200);
    }

    @Test
    void aMembershipThatNeverShouldHaveBeenIsGoneAndThePersonMayJoin() throws Exception {
        String unit = UNION.unit();
        String number = SampleUnion.number();
        String member = UNION.joined(unit, 2018, "2018-01-01", List.of(number)).get(0);
        String paid = UNION.members(unit, 2018, "2018-01-01", 1).get(0);
        UNION.paid(SampleUnion.payment(unit, 2018, "100.00", "2018-01-01", List.of(paid)));
        String reason = "{\"reason\":\"REGISTERED_BY_MISTAKE\"}";
        refused("memberships/" + paid + "/cancellation", reason, 409, "contribution-paid");
        UNION.post("memberships/" + member + "/cancellation", reason).then().statusCode(200);
        UNION.get("memberships/" + member).then().statusCode(404);
        assertEquals("0", database.one("select count(*) from membership m join member_standing s using (person_id, term)"
                + " where m.membership_id = '" + member + "'"));
        String again = UNION.joined(UNION.unit(), 2018, "2018-02-01", List.of(number)).get(0);
        assertFalse(again.equals(member));
        JsonPath found = UNION.client.ask("mutual-aid/members/search", "{\"idNumber\":\"" + number + "\"}").jsonPath();
        assertEquals(List.of(again), found.getList("memberships.membershipId"));
        assertEquals("1", database.one("select count(*) from access_record where operation = 'SEARCH_MEMBERS' and person_id = '"
                + found.getString("personId") + "'"));
    }

    /** Whoever renews does not wait; a payment that comes late decides it too. */
    @Test
    void aUnitRenewsAsAWhole() throws Exception {
        String unit = UNION.unit();
        List<String> members = UNION.members(unit, 2018, "2018-03-01", 4);
        UNION.paid(SampleUnion.payment(unit, 2018, "200.00", "2018-03-01", members.subList(0, 2)));
        UNION.post("memberships/" + members.get(3) + "/leaving", leaving("LEFT", "2018-09-30")).then().statusCode(200);
        List<String> renewed = UNION.post("units/" + unit + "/renewals", "{\"term\":2019,\"without\":[\"" + members.get(1) + "\"]}")
                .then().statusCode(201).body("joined", equalTo(2)).extract().path("members.membershipId");
        UNION.post("units/" + unit + "/renewals", "{\"term\":2019,\"without\":[\"" + members.get(1) + "\"]}")
                .then().statusCode(200).body("joined", equalTo(0));
        UNION.paid(SampleUnion.payment(unit, 2019, "200.00", "2019-01-05", SampleUnion.reference()));
        List<String> waits = new ArrayList<>();
        for (String each : renewed) {
            waits.add(UNION.membership(each).getString("membership.coveredFrom"));
        }
        java.util.Collections.sort(waits);
        assertEquals(List.of("2019-01-05", "2019-02-04"), waits);
        UNION.paid(SampleUnion.payment(unit, 2018, "100.00", "2018-12-01", List.of(members.get(2))));
        for (String each : renewed) {
            assertEquals("2019-01-05", UNION.membership(each).getString("membership.coveredFrom"));
        }
    }

    @Test
    void theRosterIsReadPageByPageAndEachLookIsRecorded() throws Exception {
        String unit = UNION.unit();
        List<String> members = UNION.members(unit, 2018, "2018-01-01", 5);
        List<String> read = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = UNION.get("units/" + unit + "/members?term=2018&limit=2" + cursor).then().statusCode(200)
                    .extract().jsonPath();
            read.addAll(page.getList("items.membership.membershipId"));
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }
        assertEquals(members.stream().sorted().toList(), read.stream().sorted().toList());
        assertEquals("3", database.one(
                "select count(*) from access_record where operation = 'READ_ROSTER' and object = '" + unit + " 2018'"));
        UNION.get("units/" + unit + "/members").then().statusCode(400);
        UNION.get("units/" + unit + "/members?term=18").then().statusCode(400);
        UNION.get("units/" + unit + "/members?term=2018&contribution=PAID").then().statusCode(200).body("items.size()", equalTo(0));
    }

    private static String transfer(String unit, String on) {
        return "{\"unitCode\":\"" + unit + "\",\"on\":\"" + on + "\"}";
    }

    private static String leaving(String reason, String lastDay) {
        return "{\"reason\":\"" + reason + "\",\"lastDay\":\"" + lastDay + "\"}";
    }
}
