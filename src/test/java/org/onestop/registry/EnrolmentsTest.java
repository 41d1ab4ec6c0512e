package org.onestop.registry;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.time.BusinessClock;

/** Persons' insurance through the API: who may, what is refused, and that nothing is overwritten. */
@QuarkusTest
class EnrolmentsTest {

    private static final String COUNTY = "520201000000";
    private static final AtomicInteger NEXT = new AtomicInteger(600_000);

    @Inject
    SamplePeople people;

    @Inject
    RegisterStatements statements;

    @Inject
    HeardCorrections heard;

    @Inject
    BusinessClock clock;

    private final SampleClient keeper = SampleClient.county("CIVIL_AFFAIRS", COUNTY);

    private static Sample stranger() {
        return new Sample(null, SamplePeople.number(NEXT.incrementAndGet()), "参保测试");
    }

    private static String opening(Sample person, String scheme, String workingStatus, String from) {
        return "{\"idNumber\":\"" + person.idNumber() + "\",\"name\":\"" + person.name() + "\",\"scheme\":\"" + scheme + "\""
                + (workingStatus == null ? "" : ",\"workingStatus\":\"" + workingStatus + "\"")
                + (from == null ? "" : ",\"from\":\"" + from + "\"") + "}";
    }

    /** A request about a person with further members, written with single quotes. */
    private static String about(Sample person, String members) {
        return "{\"idNumber\":\"" + person.idNumber() + "\"" + members.replace('\'', '"') + "}";
    }

    private Sample enrolled(String from) {
        Sample person = stranger();
        String id = keeper.post("enrolments", opening(person, "RESIDENT", null, from)).then().statusCode(201)
                .extract().path("personId");
        return new Sample(UUID.fromString(id), person.idNumber(), person.name());
    }

    private Response search(Sample person, String members) {
        return keeper.ask("enrolments/search", about(person, members));
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "REGISTRAR")
    void nobodyButRegistrarsChangesAnInsurance(Role role) {
        Sample person = enrolled("2018-01-01");
        SampleClient other = SampleClient.of(role);
        other.post("enrolments", opening(person, "EMPLOYEE", "WORKING", "2019-01-01")).then().statusCode(403)
                .body("code", equalTo("forbidden"));
        other.post("enrolments/end", about(person, ",'lastDay':'2019-01-01','reason':'NOT_PAID'")).then().statusCode(403);
        other.post("enrolments/suspensions", about(person, ",'from':'2019-01-01'")).then().statusCode(403);
        other.post("enrolments/suspensions/end", about(person, ",'lastDay':'2019-01-01'")).then().statusCode(403);
        other.ask("enrolments/search", about(person, "")).then()
                .statusCode(role == Role.CIVIL_AFFAIRS_AUDITOR ? 200 : 403);
        search(person, "").then().body("enrolments", hasSize(1)).body("suspensions", hasSize(0));
    }

    @Test
    void onlyTheCountysCivilAffairsKeepInsurance() {
        Sample person = enrolled("2018-01-01");
        String body = opening(person, "EMPLOYEE", "WORKING", "2019-01-01");
        for (String level : List.of("COMMUNITY", "TOWNSHIP")) {
            SampleClient other = SampleClient.registrar(level, "520201001000");
            other.post("enrolments", body).then().statusCode(403).body("code", equalTo("level-mismatch"));
            other.ask("enrolments/search", about(person, "")).then().statusCode(403).body("code", equalTo("level-mismatch"));
        }
        for (String department : List.of("HOUSING", "UNION")) {
            SampleClient other = SampleClient.county(department, COUNTY);
            other.post("enrolments", body).then().statusCode(403).body("code", equalTo("department-mismatch"));
            other.ask("enrolments/search", about(person, "")).then().statusCode(403);
        }
        SampleClient.of(Role.REGISTRAR).post("enrolments", body).then().statusCode(403).body("code", equalTo("binding-missing"));
    }

    @Test
    void whoseHouseholdLivesElsewhereIsAnotherCountysToLookAfter() {
        Sample person = people.resident();
        SampleHousehold.opened("2018-01-01", person);
        keeper.post("enrolments/end", about(person, ",'lastDay':'2019-01-01','reason':'NOT_PAID'")).then().statusCode(403)
                .body("code", equalTo("area-mismatch"));
        keeper.post("enrolments", opening(person, "EMPLOYEE", "WORKING", "2019-01-01")).then().statusCode(403);
        search(person, "").then().statusCode(403).body("code", equalTo("area-mismatch"));
        SampleClient own = SampleClient.county("CIVIL_AFFAIRS", "520203000000");
        own.post("enrolments/end", about(person, ",'lastDay':'2019-01-01','reason':'NOT_PAID'")).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "RESIDENT | WORKING | 2018-01-01 | 422 | working-status-mismatch",
        "EMPLOYEE |         | 2018-01-01 | 422 | working-status-mismatch",
        "EMPLOYEE | IDLE    | 2018-01-01 | 400 | invalid-request",
        "FARMER   |         | 2018-01-01 | 400 | invalid-request",
        "RESIDENT |         | 2999-01-01 | 422 | date-in-future",
        "RESIDENT |         | 2018-02-29 | 400 | invalid-request"
    })
    void whatIsNoEnrolmentIsRefused(String scheme, String workingStatus, String from, int status, String code) {
        Sample person = stranger();
        keeper.post("enrolments", opening(person, scheme, workingStatus, from)).then().statusCode(status)
                .body("code", equalTo(code));
        search(person, "").then().statusCode(422).body("code", equalTo("person-unknown"));
    }

    @Test
    void anImpossibleNumberAndAnotherNameAreRefused() {
        Sample person = enrolled("2018-01-01");
        Sample wrong = new Sample(null, person.idNumber().substring(0, 17) + (person.idNumber().endsWith("1") ? "2" : "1"), "x");
        keeper.post("enrolments", opening(wrong, "RESIDENT", null, "2018-01-01")).then().statusCode(422)
                .body("code", equalTo("id-number-invalid"));
        search(wrong, "").then().statusCode(422).body("code", equalTo("id-number-invalid"));
        Sample other = new Sample(null, person.idNumber(), "另一个人");
        keeper.post("enrolments", opening(other, "EMPLOYEE", "WORKING", "2019-01-01")).then().statusCode(422)
                .body("code", equalTo("person-name-mismatch"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "end             | ,'lastDay':'2018-05-31','reason':'NOT_PAID'   | person-unknown",
        "suspensions     | ,'from':'2018-05-31'                          | person-unknown",
        "suspensions/end | ,'lastDay':'2018-05-31'                       | person-unknown"
    })
    void nothingIsKnownOfAStranger(String path, String members, String code) {
        keeper.post("enrolments/" + path, about(stranger(), members)).then().statusCode(422).body("code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "end             | ,'lastDay':'2017-12-31','reason':'NOT_PAID'   | 422 | dates-out-of-order",
        "end             | ,'lastDay':'2017-12-30','reason':'CORRECTION' | 422 | dates-out-of-order",
        "end             | ,'lastDay':'2999-12-31','reason':'NOT_PAID'   | 422 | date-in-future",
        "end             | ,'lastDay':'2018-12-31','reason':'REPLACED'   | 400 | invalid-request",
        "end             | ,'lastDay':'2018-12-31'                       | 400 | invalid-request",
        "suspensions     | ,'from':'2017-12-31'                          | 422 | person-not-insured",
        "suspensions     | ,'from':'2018-06-01','to':'2018-05-31'        | 422 | dates-out-of-order",
        "suspensions     | ,'from':'2999-06-01'                          | 422 | date-in-future",
        "suspensions/end | ,'lastDay':'2018-12-31'                       | 409 | period-ended"
    })
    void whatDoesNotFitTheInsuranceIsRefused(String path, String members, int status, String code) {
        Sample person = enrolled("2018-01-01");
        keeper.post("enrolments/" + path, about(person, members)).then().statusCode(status).body("code", equalTo(code));
        search(person, "").then().body("enrolments", hasSize(1)).body("enrolments[0].to", nullValue())
                .body("suspensions", hasSize(0));
    }

    @Test
    void periodsDoNotOverlap() {
        Sample person = enrolled("2018-01-01");
        for (String from : List.of("2018-01-01", "2017-06-01", "2020-01-01")) {
            keeper.post("enrolments", opening(person, "RESIDENT", null, from)).then().statusCode(409)
                    .body("code", equalTo("period-overlap"));
        }
        keeper.post("enrolments", opening(person, "EMPLOYEE", "WORKING", "2017-12-31")).then().statusCode(409);
        keeper.post("enrolments/end", about(person, ",'lastDay':'2019-06-30','reason':'MOVED_AWAY'")).then().statusCode(200);
        keeper.post("enrolments", opening(person, "EMPLOYEE", "WORKING", "2019-06-30")).then().statusCode(409);
        keeper.post("enrolments/end", about(person, ",'lastDay':'2019-06-30','reason':'MOVED_AWAY'")).then().statusCode(409)
                .body("code", equalTo("period-ended"));
        keeper.post("enrolments/suspensions", about(person, ",'from':'2019-06-01','to':'2019-07-01'")).then().statusCode(409)
                .body("code", equalTo("period-ended"));
        keeper.post("enrolments/suspensions", about(person, ",'from':'2019-06-01','to':'2019-06-10'")).then().statusCode(201);
        keeper.post("enrolments/suspensions", about(person, ",'from':'2019-06-10'")).then().statusCode(409)
                .body("code", equalTo("period-overlap"));
    }

    @Test
    void aNewPeriodEndsTheOpenOneOnTheDayBefore() {
        Sample person = enrolled("2018-01-01");
        keeper.post("enrolments/suspensions", about(person, ",'from':'2019-01-01'")).then().statusCode(201);
        Response answer = keeper.post("enrolments", opening(person, "EMPLOYEE", "WORKING", "2019-03-01"));
        answer.then().statusCode(201)
                .body("insurance.enrolments.scheme", equalTo(List.of("RESIDENT", "EMPLOYEE")))
                .body("insurance.enrolments[0].to", equalTo("2019-02-28"))
                .body("insurance.enrolments[0].endedBecause", equalTo("REPLACED"))
                .body("insurance.enrolments[1].to", nullValue())
                .body("insurance.suspensions[0].to", equalTo("2019-02-28"));
        assertEquals(false, answer.asString().contains(person.idNumber()) || answer.asString().contains(person.name()));
        keeper.post("enrolments", opening(person, "EMPLOYEE", "RETIRED", "2020-01-01")).then().statusCode(201)
                .body("insurance.enrolments.workingStatus", equalTo(java.util.Arrays.asList(null, "WORKING", "RETIRED")));
    }

    @Test
    void theSameKeyIsAnsweredTheSame() {
        Sample person = stranger();
        String key = UUID.randomUUID().toString();
        Response first = keeper.post(key, "enrolments", opening(person, "RESIDENT", null, null));
        first.then().statusCode(201).body("insurance.enrolments[0].from", equalTo(clock.today().toString()));
        Response again = keeper.post(key, "enrolments", opening(person, "RESIDENT", null, null));
        assertEquals("true", again.header("Idempotent-Replayed"));
        assertEquals(first.asString(), again.asString());
    }

    @Test
    void aSuspensionEndsAndMayHaveNeverBeen() {
        Sample person = enrolled("2018-01-01");
        keeper.post("enrolments/suspensions", about(person, ",'from':'2018-04-01','to':'2999-12-31'")).then().statusCode(201)
                .body("insurance.suspensions[0].to", equalTo("2999-12-31"));
        keeper.post("enrolments/suspensions/end", about(person, ",'lastDay':'2018-04-30'")).then().statusCode(200)
                .body("insurance.suspensions[0].to", equalTo("2018-04-30"));
        keeper.post("enrolments/suspensions", about(person, ",'from':'2018-06-01'")).then().statusCode(201);
        keeper.post("enrolments/suspensions/end", about(person, ",'lastDay':'2018-05-30'")).then().statusCode(422)
                .body("code", equalTo("dates-out-of-order"));
        keeper.post("enrolments/suspensions/end", about(person, ",'lastDay':'2018-05-31'")).then().statusCode(200)
                .body("insurance.suspensions", hasSize(1));
    }

    @Test
    void anErrorIsTakenBackAndTheRightPeriodPutInItsPlace() {
        Sample person = enrolled("2018-01-01");
        keeper.post("enrolments/end", about(person, ",'lastDay':'2017-12-31','reason':'CORRECTION'")).then().statusCode(200)
                .body("insurance.enrolments", hasSize(0));
        keeper.post("enrolments", opening(person, "EMPLOYEE", "WORKING", "2018-01-01")).then().statusCode(201)
                .body("insurance.enrolments.scheme", equalTo(List.of("EMPLOYEE")));
    }

    /** What was known at a moment is what is read as known at that moment, whatever was corrected since. */
    @Test
    void nothingIsOverwritten() {
        Sample person = enrolled("2018-01-01");
        String before = moment(person);
        keeper.post("enrolments/end", about(person, ",'lastDay':'2018-06-30','reason':'NOT_PAID'")).then().statusCode(200);
        search(person, ",'asOf':'2018-07-01'").then().statusCode(200).body("enrolments", hasSize(0))
                .body("idNumber", equalTo(IdNumber.parse(person.idNumber()).orElseThrow().masked()))
                .body("name", equalTo("参**")).body("asOf", equalTo("2018-07-01"));
        search(person, ",'asOf':'2018-06-30'").then().body("enrolments", hasSize(1))
                .body("enrolments[0].endedBecause", equalTo("NOT_PAID"));
        search(person, ",'asOf':'2018-07-01','knownAt':'" + before + "'").then().body("enrolments", hasSize(1))
                .body("enrolments[0].to", nullValue()).body("knownAt", notNullValue());
        search(person, ",'knownAt':'2000-01-01T00:00:00+08:00'").then().body("enrolments", hasSize(0));
        search(person, ",'knownAt':'yesterday'").then().statusCode(400).body("errors[0].field", equalTo("/knownAt"));
        search(person, ",'asOf':'2999-01-01'").then().statusCode(422).body("code", equalTo("date-in-future"));
        search(person, ",'purpose':'520299197002021021'").then().statusCode(400);
    }

    /** A moment at which what is on record now was known. */
    private String moment(Sample person) {
        return statements.first(
                "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') from enrolment"
                        + " where person_id = ? and recorded_at <= clock_timestamp()",
                row -> row.getString(1), person.id()).orElseThrow();
    }

    @Test
    void whatReachesBackIsAnnouncedWithTheDaysThatChange() {
        Sample person = enrolled("2018-01-01");
        keeper.post("enrolments/suspensions", about(person, ",'from':'2018-04-01','to':'2018-04-30'")).then().statusCode(201);
        keeper.post("enrolments", opening(person, "EMPLOYEE", "WORKING", "2018-06-01")).then().statusCode(201);
        keeper.post("enrolments/end", about(person, ",'lastDay':'2018-12-31','reason':'DIED'")).then().statusCode(200);
        List<UUID> persons = List.of(person.id());
        assertEquals(
                List.of(
                        new RegisterCorrected(null, persons, day("2018-01-01"), null, "ENROLMENT_OPENED"),
                        new RegisterCorrected(null, persons, day("2018-04-01"), day("2018-04-30"), "ENROLMENT_SUSPENDED"),
                        new RegisterCorrected(null, persons, day("2018-06-01"), null, "ENROLMENT_OPENED"),
                        new RegisterCorrected(null, persons, day("2019-01-01"), null, "ENROLMENT_ENDED")),
                heard.of(person.id()));
        keeper.post("enrolments", opening(person, "RESIDENT", null, "2020-01-01")).then().statusCode(201);
        keeper.post("enrolments/end", about(person, ",'lastDay':'" + clock.today() + "','reason':'NOT_PAID'")).then()
                .statusCode(200);
        // What ends today changes nothing of a day that has come.
        assertEquals(5, heard.of(person.id()).size());
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    void everyLookIsRecordedAndEveryChangeToldWithoutAName() {
        Sample person = enrolled("2018-01-01");
        search(person, ",'purpose':'核对参保'").then().statusCode(200);
        SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR).ask("enrolments/search", about(person, "")).then().statusCode(200);
        assertEquals(
                List.of("registrar 核对参保", "civil-affairs-auditor -"),
                statements.list(
                        "select role || ' ' || coalesce(purpose, '-') from access_record"
                                + " where operation = 'SEARCH_ENROLMENTS' and person_id = ? order by id",
                        row -> row.getString(1), person.id()));
        assertEquals(
                List.of("ENROLMENT_OPENED " + person.id() + " 2018-01-01"),
                statements.list(
                        "select kind || ' ' || object || ' ' || effective_from from change_record where person_id = ?"
                                + " and facts not like '%' || ? || '%'",
                        row -> row.getString(1), person.id(), person.name()));
        search(stranger(), "").then().statusCode(422);
        assertEquals(true, statements.any(
                "select from access_record where operation = 'SEARCH_ENROLMENTS' and person_id is null"));
    }
}
