package org.onestop.audit;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** What people do about findings: refusals first, then the course from open to closed, and what a hospital sees of it. */
@QuarkusTest
class FindingCourseTest {

    private static final String NOWHERE = "0197a1c2-0000-7000-8000-00000000dead";

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;
    private final SampleClient own = SampleClient.hospital("H52020100001");
    private final SampleClient other = SampleClient.hospital("H52020100002");
    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);

    private String settlement() {
        return hospital.settled(SampleBill.of(people.resident(), "900.00")).extract().path("id");
    }

    private String opened(String settlement) {
        Response answer = auditor.post("audit/findings", "{\"settlementId\":\"" + settlement + "\",\"text\":\"请说明\"}");
        answer.then().statusCode(201).body("state", equalTo("OPEN")).body("sequence", equalTo(1));
        return answer.path("id");
    }

    private Response act(SampleClient who, String finding, String act, String body) {
        return who.post("audit/findings/" + finding + "/" + act, body);
    }

    private static String text(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    private void refused(Response answer, int status, String code) {
        answer.then().statusCode(status).body("code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"text":"a"}                                                      | 400 | invalid-request
            {"settlementId":"x","text":"a"}                                   | 400 | invalid-request
            {"fileNo":"F","hospitalCode":"H","text":"a"}                      | 400 | invalid-request
            {"hospitalCode":"H52020100001"}                                   | 400 | invalid-request
            {"settlementId":"0197a1c2-0000-7000-8000-00000000dead","text":"a"}| 404 | settlement-not-found
            {"fileNo":"NO-SUCH","text":"a"}                                   | 404 | household-not-found
            {"hospitalCode":"NOSUCH","text":"a"}                              | 422 | hospital-unknown
            {"personId":"0197a1c2-0000-7000-8000-00000000dead","text":"a"}    | 422 | person-unknown
            """)
    void whatIsOpenedByHandIsAboutOneThingThatIsThere(String body, int status, String code) {
        refused(auditor.post("audit/findings", body), status, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes", "assignments", "explanation", "closing", "reopening"})
    void onlyAnAuditorWorksOnFindings(String act) {
        String finding = opened(settlement());
        String body = switch (act) {
            case "assignments" -> "{\"assignee\":\"a\"}";
            case "closing" -> "{\"outcome\":\"REMEDIED\",\"text\":\"a\"}";
            default -> text("a");
        };
        for (SampleClient who : List.of(own, SampleClient.of(Role.UNION_ADMIN), SampleClient.of(Role.SYSTEM_ADMIN))) {
            refused(act(who, finding, act, body), 403, "forbidden");
        }
        refused(act(auditor, NOWHERE, act, body), 404, "finding-not-found");
        refused(act(auditor, "none", act, body), 404, "finding-not-found");
        refused(act(auditor, finding, act, "{}"), 400, "invalid-request");
    }

    @Test
    void onlyTheHospitalThatItIsAboutAnswers() {
        String finding = opened(settlement());
        refused(act(auditor, finding, "answers", text("a")), 403, "forbidden");
        refused(act(other, finding, "answers", text("a")), 404, "finding-not-found");
        refused(act(SampleClient.of(Role.HOSPITAL), finding, "answers", text("a")), 403, "binding-missing");
        String ofHospital = auditor.post("audit/findings", "{\"hospitalCode\":\"H52020100001\",\"text\":\"内部\"}").path("id");
        refused(act(own, ofHospital, "answers", text("a")), 404, "finding-not-found");
    }

    @Test
    void whatDoesNotFollowIsRefused() {
        String finding = opened(settlement());
        refused(act(auditor, finding, "closing", "{\"outcome\":\"UNFOUNDED\",\"text\":\"a\"}"), 409, "finding-not-explained");
        refused(act(auditor, finding, "reopening", text("a")), 409, "finding-open");
        refused(act(auditor, finding, "explanation", "{\"text\":\"a\",\"answer\":1}"), 404, "answer-not-found");
        act(auditor, finding, "explanation", text("属实")).then().statusCode(201).body("state", equalTo("EXPLAINED"));
        refused(act(auditor, finding, "explanation", text("再")), 409, "finding-not-open");
        refused(act(own, finding, "answers", text("迟")), 409, "finding-not-open");
        act(auditor, finding, "closing", "{\"outcome\":\"REFERRED\",\"text\":\"移送\"}").then()
                .statusCode(201).body("state", equalTo("CLOSED"));
        refused(act(auditor, finding, "closing", "{\"outcome\":\"UNFOUNDED\",\"text\":\"a\"}"), 409, "finding-closed");
        refused(act(auditor, finding, "explanation", text("a")), 409, "finding-not-open");
        refused(act(auditor, finding, "assignments", "{\"assignee\":\"a\"}"), 409, "finding-closed");
        act(auditor, finding, "notes", text("事后备注")).then().statusCode(201).body("state", equalTo("CLOSED"));
        act(auditor, finding, "reopening", text("新情况")).then().statusCode(201).body("state", equalTo("OPEN"));
    }

    @Test
    void theHospitalsAnswerIsAcceptedByTheAuditorAndTheWholeCourseIsKept() throws SQLException {
        String settlement = settlement();
        String finding = opened(settlement);
        act(auditor, finding, "notes", text("疑似拆分,内部")).then().statusCode(201);
        act(auditor, finding, "assignments", "{\"assignee\":\"auditor-7\"}").then()
                .statusCode(201).body("assignee", equalTo("auditor-7"));
        act(own, finding, "answers", text("录入有误")).then().statusCode(201)
                .body("state", equalTo("OPEN")).body("sequence", equalTo(4));
        act(auditor, finding, "explanation", "{\"text\":\"采纳\",\"answer\":4}").then().statusCode(201);
        act(auditor, finding, "closing", "{\"outcome\":\"REMEDIED\",\"text\":\"已改正\"}").then().statusCode(201);
        auditor.get("audit/findings/" + finding).then().statusCode(200)
                .body("kind", equalTo("MANUAL")).body("state", equalTo("CLOSED")).body("assignee", equalTo("auditor-7"))
                .body("settlements.id", equalTo(List.of(settlement)))
                .body("events.kind", equalTo(List.of("OPENED", "NOTED", "ASSIGNED", "ANSWERED", "EXPLAINED", "CLOSED")))
                .body("events.sequence", equalTo(List.of(1, 2, 3, 4, 5, 6)))
                .body("events[3].text", equalTo("录入有误")).body("events[3].hospitalCode", equalTo("H52020100001"))
                .body("events[4].answer", equalTo(4)).body("events[5].outcome", equalTo("REMEDIED"));
        Response seen = own.get("audit/findings/" + finding);
        seen.then().statusCode(200)
                .body("settlements.id", equalTo(List.of(settlement)))
                .body("events.kind", equalTo(List.of("OPENED", "ANSWERED", "EXPLAINED", "CLOSED")))
                .body("events[0].text", equalTo("请说明")).body("events[2].text", nullValue())
                .body("personId", nullValue());
        assertFalse(seen.asString().contains("内部") || seen.asString().contains("auditor"), seen.asString());
        assertEquals("6", database.one("select count(*) from finding_event e join journal_record r on r.kind = 'FINDING_EVENT'"
                + " and r.subject_id = e.id and r.digest = e.record_digest where e.finding_id = '" + finding + "'"));
        assertEquals("1", database.one("select count(*) from journal_record r join finding f on f.id = r.subject_id"
                + " and f.record_digest = r.digest where r.kind = 'OBSERVATION' and f.id = '" + finding + "'"));
        assertEquals("0", database.one("select count(*) from idempotency_key where position('录入有误'::bytea in answer) > 0"));
    }

    @Test
    void anothersFindingsAreNotThere() {
        String finding = opened(settlement());
        refused(other.get("audit/findings/" + finding), 404, "finding-not-found");
        other.get("audit/findings?limit=200").then().statusCode(200).body("items.id", not(hasItem(finding)));
        own.get("audit/findings?limit=200&state=OPEN").then().statusCode(200).body("items.id", hasItem(finding));
        refused(SampleClient.of(Role.UNION_ADMIN).get("audit/findings"), 403, "forbidden");
    }

    @Test
    void theListIsFiltered() {
        String finding = opened(settlement());
        String assignee = "auditor-" + UUID.randomUUID();
        act(auditor, finding, "assignments", "{\"assignee\":\"" + assignee + "\"}").then().statusCode(201);
        auditor.get("audit/findings?assignee=" + assignee + "&kind=MANUAL&hospital=H52020100001&state=OPEN").then()
                .body("items.id", equalTo(List.of(finding)));
        for (String none : List.of("&state=CLOSED", "&kind=RULE", "&hospital=H52020100002", "&rule=NONE", "&to=2020-01-01")) {
            auditor.get("audit/findings?assignee=" + assignee + none).then().statusCode(200).body("items", hasSize(0));
        }
        auditor.get("audit/findings?from=2026-01-01&assignee=" + assignee).then().body("items", hasSize(1));
        refused(auditor.get("audit/findings?assigne=x"), 400, "invalid-request");
        refused(auditor.get("audit/findings?cursor=x"), 400, "invalid-request");
    }

    @Test
    void aRepetitionUnderTheSameKeyDoesNothingMore() {
        String finding = opened(settlement());
        String key = SampleBill.newKey();
        String first = auditor.post(key, "audit/findings/" + finding + "/notes", text("一次")).then().statusCode(201)
                .extract().asString();
        auditor.post(key, "audit/findings/" + finding + "/notes", text("一次")).then().statusCode(201)
                .header("Idempotent-Replayed", "true").body(equalTo(first));
        auditor.get("audit/findings/" + finding).then().body("events", hasSize(2));
    }

    @Test
    void ofAuditorsWhoCloseAtOnceOneDoes() {
        String finding = opened(settlement());
        act(auditor, finding, "explanation", text("属实")).then().statusCode(201);
        List<CompletableFuture<Integer>> all = IntStream.range(0, 8)
                .mapToObj(i -> SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR, Map.of("sub", "auditor-" + i)))
                .map(who -> CompletableFuture.supplyAsync(() ->
                        act(who, finding, "closing", "{\"outcome\":\"UNFOUNDED\",\"text\":\"a\"}").statusCode()))
                .toList();
        List<Integer> statuses = all.stream().map(CompletableFuture::join).sorted().toList();
        assertEquals(201, statuses.get(0));
        assertTrue(statuses.subList(1, 8).stream().allMatch(each -> each == 409), statuses.toString());
        auditor.get("audit/findings/" + finding).then().body("events.kind", equalTo(List.of("OPENED", "EXPLAINED", "CLOSED")));
    }

    /** What the service's own role could write past the program is refused by the database. */
    @Test
    void theDatabaseKeepsTheOrderToo() throws SQLException {
        String finding = opened(settlement());
        for (String values : List.of(
                "2, 'CLOSED', 'CLOSED', 'UNFOUNDED'", "3, 'OPEN', 'NOTED', null", "2, 'EXPLAINED', 'NOTED', null",
                "2, 'OPEN', 'REOPENED', null")) {
            String sql = "insert into finding_event (finding_id, sequence, state, kind, outcome, client_id, subject, recorded_at,"
                    + " id, note, key_id, record_digest) values ('" + finding + "', " + values + ", 'c', 's', now(),"
                    + " gen_random_uuid(), 'x', 'k', sha256('x'))";
            try (var connection = database.asService(); var statement = connection.createStatement()) {
                assertEquals("OS012", assertThrows(SQLException.class, () -> statement.execute(sql)).getSQLState());
            }
        }
    }
}
