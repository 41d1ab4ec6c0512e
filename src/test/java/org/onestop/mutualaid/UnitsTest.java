package org.onestop.mutualaid;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.settlement.TestDatabase;

/** Units over the interface: refusals first. */
@QuarkusTest
class UnitsTest {

    private static final SampleUnion UNION = SampleUnion.ADMIN;

    @Inject
    TestDatabase database;

    /** Nothing of the kind is looked for: the database could not even be asked for some of it. */
    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00b", "%FF", "%ED%A0%80", "91520201MA6DQ1234", "x"})
    void whatIsNoCodeIsNoUnitsCode(String code) {
        SampleClient admin = SampleClient.of(Role.UNION_ADMIN);
        for (String path : List.of(code, code + "/members?term=2018")) {
            admin.request().urlEncodingEnabled(false).get("/api/v1/mutual-aid/units/" + path)
                    .then().statusCode(404).body("code", equalTo("unit-not-found"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "UNION_ADMIN")
    void nobodyElseChangesAnything(Role role) {
        SampleClient other = SampleClient.of(role);
        String id = UUID.randomUUID().toString();
        for (String[] each : new String[][] {
            {"units", "{\"code\":\"" + SampleUnion.code() + "\",\"name\":\"单位\"}"},
            {"units/X/name", "{\"name\":\"单位\"}"},
            {"units/X/end", "{\"lastDay\":\"2018-01-01\"}"},
            {"units/X/reopening", "{}"},
            {"units/X/members", SampleUnion.roster(2018, "2018-01-01", List.of(SampleUnion.number()))},
            {"units/X/renewals", "{\"term\":2018}"},
            {"memberships/" + id + "/transfer", "{\"unitCode\":\"X\",\"on\":\"2018-01-01\"}"},
            {"memberships/" + id + "/leaving", "{\"reason\":\"LEFT\",\"lastDay\":\"2018-01-01\"}"},
            {"memberships/" + id + "/cancellation", "{\"reason\":\"GONE_BEFORE\"}"},
            {"memberships/" + id + "/refund", SampleUnion.refund(null, "2018-01-01", "X")},
            {"contributions", SampleUnion.payment("X", 2018, "1.00", "2018-01-01", "X")},
            {"contributions/" + id + "/allotments", "{\"members\":[{\"membershipId\":\"" + id + "\"}]}"},
            {"contributions/" + id + "/refunds", SampleUnion.refund("1.00", "2018-01-01", "X")},
            {"ledger/closings", "{\"year\":2000}"}
        }) {
            other.post(SampleUnion.BASE + each[0], each[1]).then().statusCode(403);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void theUnionAndTheAuditorLook(Role role) {
        SampleClient client = SampleClient.of(role);
        boolean may = role == Role.UNION_ADMIN || role == Role.CIVIL_AFFAIRS_AUDITOR;
        String unit = UNION.unit();
        String payment = UNION.paid(SampleUnion.payment(unit, 2018, "5.00", "2018-01-05", SampleUnion.reference()))
                .getString("contribution.contributionId");
        String member = UNION.members(unit, 2018, "2018-01-01", 1).get(0);
        for (String path : List.of(
                "units", "units/" + unit, "units/" + unit + "/members?term=2018", "memberships/" + member, "contributions",
                "contributions/" + payment, "contributions/" + payment + "/receipt")) {
            client.get(SampleUnion.BASE + path).then().statusCode(may ? 200 : 403);
        }
        client.ask(SampleUnion.BASE + "members/search", "{\"idNumber\":\"" + SampleUnion.number() + "\"}")
                .then().statusCode(may ? 422 : 403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "units | {\"code\":\"12520201000000115H\"} | 400 | invalid-request",
        "units | {\"code\":\"12520201000000115H\",\"name\":\"a\",\"more\":1} | 400 | invalid-request",
        "units | {\"code\":\"12520201000000115X\",\"name\":\"单位\"} | 422 | credit-code-invalid",
        "units | {\"code\":\"12520201000000115H\",\"name\":\"另一个名称\"} | 409 | unit-exists",
        "units/12520201000000115X/name | {\"name\":\"单位\"} | 404 | unit-not-found",
        "units/12520201000000115X/end | {\"lastDay\":\"2018-01-01\"} | 404 | unit-not-found",
        "units/12520201000000115X/reopening | {} | 404 | unit-not-found",
        "units/12520201000000115H/reopening | {} | 409 | unit-open",
        "units/12520201000000115X/renewals | {\"term\":2018} | 404 | unit-not-found"
    })
    void whatCantBeIsRefused(String path, String body, int status, String code) throws Exception {
        String before = state();
        UNION.post(path, body).then().statusCode(status).body("code", org.hamcrest.Matchers.equalTo(code));
        assertEquals(before, state());
    }

    private String state() throws Exception {
        return database.one("select (select count(*) from mutual_aid_unit) || ' ' || (select count(*) from"
                + " mutual_aid_unit_revision) || ' ' || (select count(*) from change_record where topic = 'MUTUAL_AID')");
    }

    @Test
    void aUnitIsRegisteredRenamedClosedAndReopened() {
        String code = SampleUnion.code();
        String body = "{\"code\":\"" + code + "\",\"name\":\" 甲单位 \"}";
        UNION.post("units", body).then().statusCode(201).body("name", org.hamcrest.Matchers.equalTo("甲单位"))
                .header("Location", org.hamcrest.Matchers.endsWith("/api/v1/mutual-aid/units/" + code));
        UNION.post("units", body).then().statusCode(200);
        UNION.post("units/" + code + "/name", "{\"name\":\"乙单位\"}").then().statusCode(200);
        UNION.post("units/" + code + "/end", "{\"lastDay\":\"2018-06-30\"}").then().statusCode(200);
        UNION.post("units/" + code + "/end", "{\"lastDay\":\"2018-07-31\"}").then().statusCode(409);
        JsonPath closed = UNION.get("units/" + code).then().statusCode(200).extract().jsonPath();
        assertEquals("乙单位 2018-06-30", closed.getString("name") + " " + closed.getString("closedOn"));
        UNION.post("units/" + code + "/members", SampleUnion.roster(2018, "2018-07-01", List.of(SampleUnion.number())))
                .then().statusCode(409).body("code", org.hamcrest.Matchers.equalTo("unit-closed"));
        UNION.members(code, 2018, "2018-06-30", 1);
        UNION.post("units/" + code + "/reopening", "{}").then().statusCode(200).body("closedOn", nullValue());
        UNION.members(code, 2018, "2018-07-01", 1);
        assertEquals("乙单位", UNION.get("units/" + code).path("name"));
    }

    @Test
    void theListShowsEachOnceInTheOrderOfTheCodes() {
        String open = UNION.unit();
        String closed = UNION.unit();
        UNION.post("units/" + closed + "/end", "{\"lastDay\":\"2018-06-30\"}").then().statusCode(200);
        List<String> all = codes("");
        assertEquals(new ArrayList<>(new TreeSet<>(all)), all);
        assertTrue(all.containsAll(List.of(open, closed, "12520201000000115H")));
        org.hamcrest.MatcherAssert.assertThat(codes("&open=true"), not(hasItem(closed)));
        org.hamcrest.MatcherAssert.assertThat(codes("&open=false"), hasItem(closed));
        org.hamcrest.MatcherAssert.assertThat(codes("&open=false"), not(hasItem(open)));
    }

    private static List<String> codes(String filter) {
        List<String> codes = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = UNION.get("units?limit=7" + filter + cursor).then().statusCode(200).extract().jsonPath();
            codes.addAll(page.getList("items.code"));
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        return codes;
    }
}
