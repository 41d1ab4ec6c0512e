package org.onestop.audit;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** The auditor looks through settlements; what is shown is what was settled, and says up to when. */
@QuarkusTest
class AuditSearchTest {

    /** Days of August and September 2017 are of these tests alone, one for each. */
    private static final String FIRST = "2017-08-01";

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Inject
    SettlementProjection projection;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;
    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);

    private Response settled(Sample person, String amount, String discharged) {
        return hospital.settled(SampleBill.of(person, amount).stay(FIRST, discharged)).extract().response();
    }

    private Response list(String query) {
        Response answer = auditor.get("audit/settlements?" + query);
        answer.then().statusCode(200);
        return answer;
    }

    private static String on(String day) {
        return "from=" + day + "&to=" + day;
    }

    private List<String> ids(String query) {
        projection.catchUp();
        return list(query).path("items.id");
    }

    /** How many rows of a day are not what the settlements say. */
    private String differences(String day) throws Exception {
        return database.one("select count(*) from audit_settlement_difference where id in"
                + " (select id from settlement where benefit_date = '" + day + "')");
    }

    @ParameterizedTest
    @CsvSource({"HOSPITAL", "REGISTRAR", "UNION_ADMIN", "POLICY_ADMIN", "SYSTEM_ADMIN"})
    void searchingIsForTheAuditorAlone(Role role) {
        SampleClient other = SampleClient.of(role, Map.of("hospital_code", "H52020100001", "level", "COUNTY",
                "department", "CIVIL_AFFAIRS", "area", "520201000000"));
        String id = UUID.randomUUID().toString();
        for (String path : List.of("settlements", "settlements/totals", "settlements/groups?by=month", "settlements/" + id,
                "persons/" + id + "/years/2018", "access-log", "reports/monthly?month=2026-11", "exports/settlements",
                "exports/access-log", "exports/findings", "exports/monthly-report?month=2026-11")) {
            other.get("audit/" + path).then().statusCode(403).body("code", equalTo("forbidden"));
        }
        String body = "{\"idNumber\":\"" + SamplePeople.number(1) + "\"}";
        other.ask("audit/settlements/search", body).then().statusCode(403);
        other.ask("audit/access-log/search", body).then().statusCode(403);
    }

    @Test
    void oddQueriesAreRefused() {
        for (String query : List.of("x=1", "hospitalCode=h", "division=52", "category=X", "assistanceClass=5", "scheme=X",
                "from=2017", "totalFrom=1.234", "totalFrom=x", "flag=X", "state=X", "limit=0", "limit=201", "cursor=%21",
                "cursor=YQpi", "hospitalLevel=9", "purpose=520299197002021021", "idNumber=520299197002021021")) {
            auditor.get("audit/settlements?" + query).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
        auditor.get("audit/settlements?from=2017-08-02&to=2017-08-01").then().statusCode(422)
                .body("code", equalTo("dates-out-of-order"));
        auditor.get("audit/settlements?settledFrom=2017-08-02&settledTo=2017-08-01").then().statusCode(422);
        auditor.get("audit/settlements?totalFrom=2&totalTo=1.99").then().statusCode(422)
                .body("code", equalTo("value-out-of-range"));
        auditor.get("audit/settlements/groups").then().statusCode(400);
        auditor.get("audit/settlements/groups?by=person").then().statusCode(400);
        for (String body : List.of("{}", "{\"idNumber\":1}", "{\"idNumber\":\"x\",\"x\":1}", "[]", "{\"idNumber\":\"x\",\"limit\":0}",
                "{\"idNumber\":\"x\",\"from\":\"2017\"}", "{\"idNumber\":\"x\",\"purpose\":\"19700202\"}")) {
            auditor.ask("audit/settlements/search", body).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
        auditor.ask("audit/settlements/search", "{\"idNumber\":\"520299197002021022\"}").then().statusCode(422)
                .body("code", equalTo("id-number-invalid"));
    }

    @Test
    void aSettlementIsListedAsItWasMade() {
        Sample person = people.resident(HardshipCategory.DIBAO);
        Response made = settled(person, "30000.00", "2017-08-02");
        projection.catchUp();
        Map<String, Object> row = list(on("2017-08-02")).path("items[0]");
        for (String field : List.of("id", "settledAt", "benefitDate", "hospitalCode", "billNo", "scheme", "split")) {
            assertEquals(made.<Object>path(field), row.get(field), field);
        }
        assertEquals(
                List.of(person.id().toString(), "DIBAO", 2, "LEVEL_2", "520201", "INPATIENT", "STANDING", 1, List.of(),
                        "520201001001", made.path("mutualAid.expected")),
                List.of("personId", "category", "assistanceClass", "hospitalLevel", "hospitalDivision", "encounterType",
                                "state", "lines", "flags", "area", "mutualAidExpected").stream()
                        .map(row::get)
                        .toList());
        assertFalse(row.toString().contains(person.name()) || row.toString().contains(person.idNumber()));
    }

    @Test
    void everyConditionLimits() throws Exception {
        String day = "2017-08-03";
        String rich = settled(people.resident(HardshipCategory.DIBAO), "30000.00", day).path("id");
        String poor = settled(people.employee(), "1000.00", day).path("id");
        String odd = hospital.settled(SampleBill.of(people.resident(), "5000.00").line("NOT-LISTED", "1", "1.00", "1.00")
                .stay(FIRST, day)).extract().path("id");
        hospital.reverse(SampleBill.newKey(), poor).then().statusCode(201);
        assertEquals(List.of(odd, poor, rich), ids(on(day)));
        Map<String, List<String>> expected = Map.ofEntries(
                Map.entry("category=DIBAO", List.of(rich)),
                Map.entry("category=NONE", List.of(odd, poor)),
                Map.entry("assistanceClass=2", List.of(rich)),
                Map.entry("assistanceClass=NONE", List.of(odd, poor)),
                Map.entry("scheme=EMPLOYEE", List.of(poor)),
                Map.entry("division=520201", List.of(rich)),
                Map.entry("division=NONE", List.of(odd, poor)),
                Map.entry("division=520204", List.of()),
                Map.entry("hospitalDivision=520201", List.of(odd, poor, rich)),
                Map.entry("hospitalCode=H52020100001&hospitalLevel=LEVEL_2", List.of(odd, poor, rich)),
                Map.entry("hospitalCode=H52020100002", List.of()),
                Map.entry("encounterType=OUTPATIENT", List.of()),
                Map.entry("totalFrom=5001.00&totalTo=30000", List.of(odd, rich)),
                Map.entry("totalTo=5000.99", List.of(poor)),
                Map.entry("flag=UNLISTED", List.of(odd)),
                Map.entry("flag=CHARGED_OUTSIDE_STAY", List.of()),
                Map.entry("state=STANDING", List.of(odd, rich)),
                Map.entry("state=REVERSED", List.of(poor)),
                Map.entry("settledTo=2017-12-31", List.of()));
        for (Map.Entry<String, List<String>> each : expected.entrySet()) {
            assertEquals(each.getValue(), ids(on(day) + "&" + each.getKey()), each.getKey());
        }
        assertEquals("0", differences(day));
    }

    /** Pages neither repeat nor leave out anything that was there at the first, whatever is settled meanwhile. */
    @Test
    void pagesStayWhatTheyAreWhileMoreIsSettled() {
        String day = "2017-08-04";
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(0, settled(people.resident(), "100.00", day).path("id"));
        }
        projection.catchUp();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = list(on(day) + "&limit=2" + cursor);
            seen.addAll(page.path("items.id"));
            cursor = page.path("next") == null ? null : "&cursor=" + page.path("next");
            settled(people.resident(), "100.00", day);
            projection.catchUp();
        } while (cursor != null);
        assertEquals(made, seen);
        assertEquals(11, ids(on(day)).size());
    }

    @Test
    void aSettlementThatCommitsLateIsNotSkipped() throws Exception {
        String day = "2017-08-05";
        try (Connection late = database.asSuperuser()) {
            late.setAutoCommit(false);
            late.createStatement().execute("insert into journal_record (kind, subject_id, digest, recorded_at, client_id)"
                    + " values ('SETTLEMENT', gen_random_uuid(), sha256(''), now(), 'late')");
            String made = settled(people.resident(), "100.00", day).path("id");
            projection.catchUp();
            String before = list(on(day)).path("completeTo");
            assertEquals(List.of(), list(on(day)).path("items.id"));
            assertTrue(OffsetDateTime.parse(before).isBefore(OffsetDateTime.now()));
            late.rollback();
            assertEquals(List.of(made), ids(on(day)));
            assertTrue(OffsetDateTime.parse(before).isBefore(OffsetDateTime.parse(list(on(day)).path("completeTo"))));
        }
    }

    @Test
    void aReversalAfterwardsIsSeen() throws Exception {
        String day = "2017-08-06";
        String id = settled(people.resident(), "100.00", day).path("id");
        projection.catchUp();
        assertEquals("STANDING", list(on(day)).path("items[0].state"));
        Response reversal = hospital.reverse(SampleBill.newKey(), id);
        projection.catchUp();
        assertEquals("REVERSED", list(on(day)).path("items[0].state"));
        assertEquals(reversal.<String>path("reversedAt"), list(on(day)).path("items[0].reversedAt"));
        assertEquals("0", differences(day));
    }

    /** The rows can be thrown away and made again, as operations.md says; the same comes of it. */
    @Test
    void whatIsMadeAnewIsTheSame() throws Exception {
        settled(people.resident(HardshipCategory.DESTITUTE), "100.00", "2017-08-07");
        projection.catchUp();
        String rows = "select md5(string_agg(a::text, '|' order by id)) from audit_settlement a";
        String before = database.one(rows);
        assertEquals("0", differences("2017-08-07"));
        database.run("delete from audit_settlement");
        assertEquals("1", differences("2017-08-07"));
        database.run("update journal_reader set position = 0, complete_to = '-infinity' where name = 'audit-settlements'");
        projection.catchUp();
        assertEquals(before, database.one(rows));
        assertEquals("0", differences("2017-08-07"));
    }

    @Test
    void aRowThatSomebodyChangesIsFound() throws Exception {
        String id = settled(people.resident(), "100.00", "2017-08-08").path("id");
        projection.catchUp();
        database.run("update audit_settlement set patient_pays = patient_pays - 1 where id = '" + id + "'");
        assertEquals("1", differences("2017-08-08"));
        database.run("update audit_settlement set patient_pays = patient_pays + 1 where id = '" + id + "'");
        assertEquals("0", differences("2017-08-08"));
    }

    /** What the register learns later doesn't change where a household lived when it was settled. */
    @Test
    void aLaterCorrectionOfTheRegisterChangesNoRow() throws Exception {
        Sample person = people.resident(HardshipCategory.DIBAO);
        String id = settled(person, "100.00", "2017-08-09").path("id");
        String file = database.one("select file_no from settlement where id = '" + id + "'");
        database.run("set session_replication_role = replica; update household_residence set superseded_at = now()"
                + " where file_no = '" + file + "'; insert into household_residence (file_no, area, valid_from, recorded_at)"
                + " values ('" + file + "', '520203001001', '2017-01-01', now())");
        assertEquals(List.of(id), ids(on("2017-08-09") + "&division=520201"));
        assertEquals("0", differences("2017-08-09"));
    }

    @Test
    void totalsAndGroupsAreTheSumsOfWhatIsListed() {
        String day = "2017-08-10";
        settled(people.resident(HardshipCategory.DIBAO), "30000.00", day);
        settled(people.resident(HardshipCategory.DIBAO), "999.99", day);
        settled(people.resident(HardshipCategory.DESTITUTE), "1000.00", day);
        settled(people.employee(), "4999.99", day);
        String undone = settled(people.resident(), "200000.00", day).path("id");
        hospital.reverse(SampleBill.newKey(), undone).then().statusCode(201);
        projection.catchUp();
        List<Map<String, Object>> rows = list(on(day)).path("items");
        Response totals = auditor.get("audit/settlements/totals?" + on(day));
        totals.then().statusCode(200).body("all.count", equalTo(5)).body("standing.count", equalTo(4))
                .body("reversed.count", equalTo(1)).body("reversed.split.total", equalTo("200000.00"));
        for (String amount : totals.<Map<String, String>>path("all.split").keySet()) {
            assertEquals(sum(rows, amount, false), totals.path("all.split." + amount), amount);
            assertEquals(sum(rows, amount, true), totals.path("standing.split." + amount), amount);
        }
        for (String by : List.of("hospital", "hospitalDivision", "division", "category", "class", "scheme", "month", "amountRange")) {
            Response groups = auditor.get("audit/settlements/groups?by=" + by + "&" + on(day));
            groups.then().statusCode(200).body("by", equalTo(by));
            List<Map<String, Object>> items = groups.path("items");
            for (String part : List.of("all", "standing", "reversed")) {
                assertEquals(totals.<String>path(part + ".split.patientPays"),
                        items.stream().map(each -> Money.parse(patientPays(each, part))).reduce(Money.ZERO, Money::plus).toString(),
                        by + " " + part);
            }
            assertEquals(items.size(), new HashSet<>(groups.<List<String>>path("items.key")).size(), by);
        }
        assertEquals(java.util.Arrays.asList("DESTITUTE", "DIBAO", null),
                auditor.get("audit/settlements/groups?by=category&" + on(day)).path("items.key"));
        assertEquals(List.of("0-1000", "1000-5000", "30000-50000", "200000-"),
                auditor.get("audit/settlements/groups?by=amountRange&" + on(day)).path("items.key"));
        assertEquals(List.of("2017-08"), auditor.get("audit/settlements/groups?by=month&" + on(day)).path("items.key"));
        auditor.get("audit/settlements/totals?" + on("2017-09-30")).then().body("all.count", equalTo(0))
                .body("all.split.total", equalTo("0.00"));
    }

    @SuppressWarnings("unchecked")
    private static String patientPays(Map<String, Object> group, String part) {
        return (String) ((Map<String, Object>) ((Map<String, Object>) group.get(part)).get("split")).get("patientPays");
    }

    @SuppressWarnings("unchecked")
    private static String sum(List<Map<String, Object>> rows, String amount, boolean standingAlone) {
        return rows.stream()
                .filter(row -> !standingAlone || row.get("state").equals("STANDING"))
                .map(row -> Money.parse(((Map<String, String>) row.get("split")).get(amount)))
                .reduce(Money.ZERO, Money::plus)
                .toString();
    }

    @Test
    void aPersonIsLookedForByNumberAndThatIsRecorded() throws Exception {
        Sample person = people.resident();
        String id = settled(person, "100.00", "2017-08-11").path("id");
        settled(people.resident(), "100.00", "2017-08-11");
        projection.catchUp();
        Response found = auditor.ask("audit/settlements/search",
                "{\"idNumber\":\"" + person.idNumber() + "\",\"purpose\":\"投诉核查\",\"from\":\"2017-08-11\"}");
        found.then().statusCode(200).body("items.id", equalTo(List.of(id)));
        assertEquals(List.of("SEARCH_SETTLEMENTS 投诉核查 from=2017-08-11"), database.column(
                "select concat_ws(' ', operation, purpose, object) from access_record where person_id = '" + person.id() + "'"));
        auditor.ask("audit/settlements/search", "{\"idNumber\":\"" + SamplePeople.number(1_400_001) + "\"}").then()
                .statusCode(200).body("items", equalTo(List.of()));
        list("flag=UNLISTED&category=WORKER&purpose=x");
        assertEquals("x", database.one("select purpose from access_record where operation = 'LIST_SETTLEMENTS'"
                + " and object = 'category=WORKER&flag=UNLISTED'"));
    }
}
