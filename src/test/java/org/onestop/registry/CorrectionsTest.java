package org.onestop.registry;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.registry.SamplePeople.Sample;

/** What was recorded wrongly of a person is put right by the department that keeps it, and nothing is forgotten. */
@QuarkusTest
class CorrectionsTest {

    @Inject
    SamplePeople people;

    @Inject
    RegisterStatements statements;

    @Inject
    HeardCorrections heard;

    private SampleHousehold household;

    private SampleHousehold opened(Sample head) {
        household = SampleHousehold.opened("2018-01-01", head);
        return household;
    }

    private String member() {
        return "households/" + household.fileNo + "/members/" + household.memberId;
    }

    private void died(String day) {
        household.community.post(member() + "/departure", "{\"because\":\"DIED\",\"lastDay\":\"" + day + "\"}")
                .then().statusCode(201);
    }

    private Response death(SampleRegistrar who, String day) {
        return who.post(member() + "/death-correction", "{\"diedOn\":" + (day == null ? null : "\"" + day + "\"")
                + ",\"reason\":\"同名误登\"}");
    }

    private Response relation(SampleRegistrar who, String relation, String from) {
        return who.post(member() + "/relation-correction", "{\"relation\":\"" + relation + "\""
                + (from == null ? "" : ",\"from\":\"" + from + "\"") + ",\"reason\":\"登记时误选\"}");
    }

    private static Response name(SampleRegistrar who, Sample person, String name) {
        return who.post("registry/name-corrections", "{\"idNumber\":\"" + person.idNumber() + "\",\"name\":\"" + name
                + "\",\"reason\":\"以身份证为准\"}");
    }

    private static void refused(Response answer, int status, String code) {
        answer.then().statusCode(status).body("code", equalTo(code));
    }

    private String now() {
        return statements.first("select max(recorded_at) from change_record where object = ?",
                row -> row.getObject(1, OffsetDateTime.class), household.fileNo).orElseThrow().toInstant().toString();
    }

    private RegisterCorrected told() {
        List<RegisterCorrected> told = heard.of(household.fileNo);
        return told.get(told.size() - 1);
    }

    private List<String> inForce() {
        return statements.list("select concat_ws(' ', relation, valid_from, coalesce(valid_to::text, '-'), left_because)"
                + " from household_member where file_no = ? and superseded_at is null order by valid_from",
                row -> row.getString(1), household.fileNo);
    }

    @Test
    void onlyTheCountysDepartmentThatKeepsAFileCorrectsIt() {
        opened(people.resident());
        died("2018-06-30");
        for (SampleRegistrar who : List.of(household.community, household.township)) {
            refused(death(who, null), 403, "level-mismatch");
            refused(relation(who, "SPOUSE", null), 403, "level-mismatch");
        }
        for (SampleRegistrar who : List.of(household.housing, household.union)) {
            refused(death(who, null), 403, "department-mismatch");
        }
        SampleRegistrar elsewhere = SampleHousehold.placeIn("520281").civilAffairs;
        refused(death(elsewhere, null), 404, "household-not-found");
        refused(SampleRegistrar.auditor().post(member() + "/death-correction", "{\"reason\":\"x\"}"), 403, "forbidden");
        death(household.civilAffairs, null).then().statusCode(201);
    }

    /** Housing keeps what holds a category of housing's and of nobody else's. */
    @Test
    void anotherDepartmentCorrectsWhatIsItsOwnAlone() {
        opened(people.resident());
        household.approved("HOUSING", "2018-02-01");
        refused(relation(household.union, "SPOUSE", null), 403, "department-mismatch");
        relation(household.housing, "SPOUSE", null).then().statusCode(201);
        household.lodged("DIBAO", "2018-03-01");
        refused(relation(household.housing, "CHILD", null), 403, "department-mismatch");
        relation(household.civilAffairs, "CHILD", null).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"\"}", "{\"diedOn\":\"2018-02-30\",\"reason\":\"x\"}", "{\"reason\":\"x\",\"to\":1}"})
    void anIncompleteRequestIsRefused(String body) {
        opened(people.resident());
        refused(household.civilAffairs.post(member() + "/death-correction", body), 400, "invalid-request");
    }

    @Test
    void whatWasNotRecordedIsNotCorrected() {
        opened(people.resident());
        refused(death(household.civilAffairs, null), 409, "nothing-to-correct");
        died("2018-06-30");
        refused(death(household.civilAffairs, "2018-06-30"), 409, "nothing-to-correct");
        refused(death(household.civilAffairs, "2017-12-31"), 422, "dates-out-of-order");
        refused(death(household.civilAffairs, "2999-01-01"), 422, "date-in-future");
        refused(relation(household.civilAffairs, "HEAD", null), 409, "nothing-to-correct");
        refused(relation(household.civilAffairs, "CHILD", "2018-07-01"), 409, "period-ended");
        household.memberId = "1";
        refused(death(household.civilAffairs, null), 404, "household-member-not-found");
    }

    @Test
    void whoHasNotDiedIsAMemberAgain() {
        Sample person = people.resident();
        opened(person);
        died("2018-06-30");
        String dead = now();
        SampleHousehold other = SampleHousehold.place();
        String opening = other.opening("2018-08-01", SampleHousehold.member(person, "HEAD"));
        refused(other.community.post("households", opening), 422, "dates-out-of-order");
        death(household.civilAffairs, null).then().statusCode(201)
                .body("memberId", equalTo(household.memberId)).body("diedOn", nullValue());
        assertEquals(List.of("HEAD 2018-01-01 -"), inForce());
        assertEquals(new RegisterCorrected(household.fileNo, List.of(person.id()), LocalDate.parse("2018-07-01"), null,
                "MEMBER_DEATH_CORRECTED"), told());
        household.read(household.community, "?asOf=2018-08-01").then().body("members", hasSize(1))
                .body("members[0].to", nullValue());
        household.read(household.community, "?asOf=2018-08-01&knownAt=" + dead).then().body("members", hasSize(0))
                .body("corrections", hasSize(0));
        refused(death(household.civilAffairs, null), 409, "nothing-to-correct");
        died("2018-09-30");
        assertEquals(List.of("HEAD 2018-01-01 2018-09-30 DIED"), inForce());
    }

    /** Earlier or later: what was said of an illness in between goes or stays with the days. */
    @Test
    void theDayOfADeathIsPutRight() {
        Sample person = people.resident();
        opened(person);
        household.community.post(member() + "/illness", "{\"seriouslyIll\":true,\"from\":\"2018-04-01\"}").then().statusCode(201);
        died("2018-06-30");
        death(household.civilAffairs, "2018-08-15").then().statusCode(201).body("diedOn", equalTo("2018-08-15"));
        assertEquals("2018-07-01 2018-08-15", told().from() + " " + told().to());
        assertEquals(List.of("HEAD 2018-01-01 2018-03-31", "HEAD 2018-04-01 2018-08-15 DIED"), inForce());
        death(household.civilAffairs, "2018-03-20").then().statusCode(201);
        assertEquals("2018-03-21 2018-08-15", told().from() + " " + told().to());
        assertEquals(List.of("HEAD 2018-01-01 2018-03-20 DIED"), inForce());
        assertEquals(List.of("2018-03-20"), statements.list(
                "select died_on::text from person_death where person_id = ? and superseded_at is null",
                row -> row.getString(1), person.id()));
        assertEquals(List.of("3"), statements.list("select count(*)::text from person_death where person_id = ?",
                row -> row.getString(1), person.id()));
    }

    @Test
    void aRelationIsPutRightFromTheBeginningOrSinceADay() {
        opened(people.resident());
        household.community.post(member() + "/illness", "{\"seriouslyIll\":true,\"from\":\"2018-04-01\"}").then().statusCode(201);
        String before = now();
        int told = heard.of(household.fileNo).size();
        relation(household.civilAffairs, "SPOUSE", null).then().statusCode(201).body("from", equalTo("2018-01-01"));
        assertEquals(List.of("SPOUSE 2018-01-01 2018-03-31", "SPOUSE 2018-04-01 -"), inForce());
        relation(household.civilAffairs, "HEAD", "2018-06-01").then().statusCode(201).body("relation", equalTo("HEAD"));
        assertEquals(List.of("SPOUSE 2018-01-01 2018-03-31", "SPOUSE 2018-04-01 2018-05-31", "HEAD 2018-06-01 -"), inForce());
        refused(relation(household.civilAffairs, "HEAD", "2018-06-01"), 409, "nothing-to-correct");
        household.read(household.community, "?asOf=2018-05-31").then().body("members.relation", contains("SPOUSE"))
                .body("members.seriouslyIll", contains(true)).body("members[0].from", equalTo("2018-01-01"));
        household.read(household.community, "?asOf=2018-06-01").then().body("members.relation", contains("HEAD"));
        household.read(household.community, "?asOf=2018-05-31&knownAt=" + before).then()
                .body("members.relation", contains("HEAD"));
        assertEquals(told, heard.of(household.fileNo).size(), "nobody's standing depends on it");
    }

    @Test
    void aNameIsPutRightForAllThatFollows() {
        Sample person = people.named("测试误名");
        opened(person);
        String before = now();
        refused(name(household.community, person, "测试正名"), 403, "level-mismatch");
        refused(name(household.housing, person, "测试正名"), 403, "department-mismatch");
        refused(name(SampleHousehold.placeIn("520281").civilAffairs, person, "测试正名"), 403, "area-mismatch");
        refused(name(household.civilAffairs, SampleHousehold.stranger("谁"), "测试正名"), 422, "person-unknown");
        refused(name(household.civilAffairs, new Sample(null, "520299197002021022", ""), "测试正名"), 422, "id-number-invalid");
        refused(name(household.civilAffairs, person, " 测试误名 "), 409, "nothing-to-correct");
        name(household.civilAffairs, person, "测试正名").then().statusCode(201)
                .body("personId", equalTo(person.id().toString())).body("revision", equalTo(2));
        household.read(household.community, "").then().body("members.name", contains("测试正名"));
        household.read(household.community, "?knownAt=" + before).then().body("members.name", contains("测试误名"));
        // Whoever names the person hereafter must know.
        Sample renamed = new Sample(person.id(), person.idNumber(), "测试正名");
        household.community.post(member() + "/departure", "{\"because\":\"LEFT\",\"lastDay\":\"2018-06-30\"}")
                .then().statusCode(201);
        String again = household.opening("2018-07-01", SampleHousehold.member(person, "HEAD"));
        refused(household.community.post("households", again), 422, "person-name-mismatch");
        household.community.post("households", household.opening("2018-07-01", SampleHousehold.member(renamed, "HEAD")))
                .then().statusCode(201);
    }

    /** Of a household or of none; the feed names the file, or the person where there is none. */
    @Test
    void aPersonOfNoHouseholdHasANameToo() {
        Sample person = people.named("测试误名");
        SampleRegistrar county = SampleHousehold.place().civilAffairs;
        name(county, person, "测试正名").then().statusCode(201);
        assertEquals(List.of("PERSON_NAME_CORRECTED {}"), statements.list(
                "select kind || ' ' || facts from change_record where object = ?", row -> row.getString(1), person.id().toString()));
    }

    @Test
    void theReasonIsKeptSealedAndShownToThoseWhoNeedToKnow() {
        Sample person = people.named("测试误名");
        opened(person);
        household.lodged("DIBAO", "2018-03-01");
        died("2018-06-30");
        death(household.civilAffairs, null).then().statusCode(201);
        relation(household.civilAffairs, "OTHER", null).then().statusCode(201);
        name(household.civilAffairs, person, "测试正名").then().statusCode(201);
        household.read(household.civilAffairs, "").then()
                .body("corrections.kind", contains("DEATH", "RELATION", "NAME"))
                .body("corrections.reason", contains("同名误登", "登记时误选", "以身份证为准"))
                .body("corrections[0].person", equalTo(person.id().toString()));
        household.read(household.housing, "").then().body("corrections", hasSize(0));
        assertEquals(List.of("3"), statements.list("select count(*)::text from register_correction where file_no = ?"
                + " and position(convert_to('登记', 'UTF8') in reason) = 0", row -> row.getString(1), household.fileNo));
    }

    @Test
    void theHistoryAndTheFeedTellOfIt() {
        Sample person = people.named("测试误名");
        opened(person);
        died("2018-06-30");
        death(household.civilAffairs, "2018-07-31").then().statusCode(201);
        relation(household.civilAffairs, "OTHER", null).then().statusCode(201);
        name(household.civilAffairs, person, "测试正名").then().statusCode(201);
        Response history = household.community.get("households/" + household.fileNo + "/history");
        history.then().statusCode(200).body("items.kind", contains("HOUSEHOLD_OPENED", "MEMBER_JOINED", "MEMBER_DIED",
                "MEMBER_DEATH_CORRECTED", "MEMBER_RELATION_CORRECTED", "PERSON_NAME_CORRECTED"))
                .body("items[3].facts.recorded", equalTo("2018-06-30")).body("items[3].facts.diedOn", equalTo("2018-07-31"))
                .body("items[3].from", equalTo("2018-07-01")).body("items[3].to", equalTo("2018-07-31"));
        assertFalse(history.asString().contains("名"), "a name is in nobody's history");
        String corrected = household.township.get("registry/changes?limit=200&kind=MEMBER_DEATH_CORRECTED").asString();
        assertTrue(corrected.contains(household.fileNo), corrected);
    }
}
