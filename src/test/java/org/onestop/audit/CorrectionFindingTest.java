package org.onestop.audit;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.money.Money;
import org.onestop.registry.RegisterCorrected;
import org.onestop.registry.SampleHousehold;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/**
 * A correction that reaches back behind settlements leaves them as they are and finds those it would have changed. What a
 * settlement would have been is told by a twin: somebody of whom it was known from the beginning.
 */
@QuarkusTest
class CorrectionFindingTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Inject
    Event<RegisterCorrected> corrected;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;
    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);
    private final SampleClient keeper = SampleClient.county("CIVIL_AFFAIRS", "520201000000");

    /** One of the person's settlements, in the order in which they were made. */
    private Response settled(Sample person, String amount, String admitted, String discharged) {
        return hospital.settled(SampleBill.of(person, amount).stay(admitted, discharged)).extract().response();
    }

    private List<Map<String, Object>> findings(Sample person) {
        List<Map<String, Object>> found = new ArrayList<>();
        String cursor = "";
        do {
            Response page = auditor.get("audit/findings?limit=200" + cursor);
            page.then().statusCode(200);
            found.addAll(page.<List<Map<String, Object>>>path("items").stream()
                    .filter(item -> person.id().toString().equals(item.get("personId")))
                    .toList());
            cursor = page.path("next") == null ? null : "&cursor=" + page.path("next");
        } while (cursor != null);
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Object split(Map<String, Object> finding, String which) {
        return ((Map<String, Object>) finding.get(which)).get("split");
    }

    private static Money difference(Response now, Response kept) {
        return Money.parse(now.path("split.fundTotal")).minus(Money.parse(kept.path("split.fundTotal")));
    }

    private void fire(RegisterCorrected event) {
        QuarkusTransaction.requiringNew().run(() -> corrected.fire(event));
    }

    private RegisterCorrected correction(Sample person, String from) {
        return new RegisterCorrected(null, List.of(person.id()), LocalDate.parse(from), null, "TEST");
    }

    @ParameterizedTest
    @CsvSource({"REGISTRAR", "UNION_ADMIN", "POLICY_ADMIN", "SYSTEM_ADMIN"})
    void findingsAreForTheAuditorAndHospitalsAlone(Role role) {
        SampleClient other = SampleClient.of(role, Map.of("hospital_code", "H52020100001", "level", "COUNTY",
                "department", "CIVIL_AFFAIRS", "area", "520201000000"));
        other.get("audit/findings").then().statusCode(403).body("code", equalTo("forbidden"));
        other.get("audit/findings/" + UUID.randomUUID()).then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void whatIsNotThereAndOddQueriesAreRefused() {
        for (String id : List.of(UUID.randomUUID().toString(), "1", "findings")) {
            auditor.get("audit/findings/" + id).then().statusCode(404);
        }
        auditor.get("audit/findings/" + UUID.randomUUID()).then().body("code", equalTo("finding-not-found"));
        for (String query : List.of("state=X", "kind=X", "limit=0", "cursor=%21", "cursor=YQpi", "x=1")) {
            auditor.get("audit/findings?" + query).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
    }

    @Test
    void aCategoryThatIsEndedAfterwardsIsFoundWithTheAmountsThatWouldBe() throws Exception {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        String category = household.approved("DIBAO", "2018-01-02");
        Response before = settled(person, "20000.00", "2018-04-01", "2018-04-10");
        Response kept = settled(person, "30000.00", "2018-05-01", "2018-05-11");
        String id = kept.path("id");
        String read = hospital.read(id).asString();
        household.exit(category, "2018-04-30").then().statusCode(201);

        Sample twin = people.resident();
        SampleHousehold twins = SampleHousehold.opened("2018-01-01", twin);
        twins.exit(twins.approved("DIBAO", "2018-01-02"), "2018-04-30").then().statusCode(201);
        settled(twin, "20000.00", "2018-04-01", "2018-04-10");
        Response would = settled(twin, "30000.00", "2018-05-01", "2018-05-11");

        List<Map<String, Object>> found = findings(person);
        assertEquals(1, found.size());
        Map<String, Object> finding = found.get(0);
        assertEquals(id, finding.get("settlementId"));
        assertNotEquals(before.path("id"), finding.get("settlementId"));
        assertEquals(
                List.of("REGISTRY_CORRECTION", "OPEN", "CATEGORY_EXITED", household.file(), "2018-05-01", true, "STANDING",
                        "2018-05-11", "H52020100001"),
                List.of("kind", "state", "reason", "object", "affectedFrom", "direct", "settlementState", "benefitDate",
                        "hospitalCode").stream().map(finding::get).toList());
        assertEquals(kept.<Object>path("split"), split(finding, "kept"));
        assertEquals(would.<Object>path("split"), split(finding, "wouldBe"));
        assertTrue(difference(would, kept).isNegative());
        assertEquals(difference(would, kept).toString(), finding.get("fundDifference"));
        assertEquals(read, hospital.read(id).asString());
        detail(finding, household);
    }

    private void detail(Map<String, Object> finding, SampleHousehold household) throws Exception {
        String id = (String) finding.get("id");
        auditor.get("audit/findings/" + id).then().statusCode(200)
                .body("id", equalTo(id))
                .body("events.state", equalTo(List.of("OPEN")))
                .body("changes.kind", equalTo(List.of("CATEGORY_EXITED")))
                .body("changes[0].clientId", equalTo("office"));
        assertEquals("1", database.one("select count(*) from journal_record r join finding f on f.id = r.subject_id"
                + " and f.record_digest = r.digest where r.kind = 'FINDING' and f.id = '" + id + "'"));
        assertEquals(List.of("READ_FINDING " + finding.get("personId")), database.column(
                "select operation || ' ' || person_id from access_record where object = '" + id + "'"));
        assertTrue(Integer.parseInt(database.one(
                "select count(*) from access_record where operation = 'LIST_FINDINGS' and subject = 'civil-affairs-auditor-1'")) > 0);
        assertEquals(household.file(), finding.get("object"));
    }

    /** What comes later in the year starts from other totals, and is found as well: a deductible is not charged twice. */
    @Test
    void whatFollowsInTheYearIsAdjudicatedOnTheTotalsThatWouldBe() {
        Sample person = people.resident();
        Response first = settled(person, "9000.00", "2018-03-01", "2018-03-10");
        Response second = settled(person, "12000.00", "2018-06-01", "2018-06-10");
        Response third = settled(person, "50.00", "2018-07-01", "2018-07-02");
        keeper.post("enrolments/suspensions", "{\"idNumber\":\"" + person.idNumber()
                + "\",\"from\":\"2018-03-01\",\"to\":\"2018-03-31\"}").then().statusCode(201);

        Sample twin = people.resident();
        Response would = settled(twin, "12000.00", "2018-06-01", "2018-06-10");

        List<Map<String, Object>> found = findings(person);
        assertEquals(2, found.size(), () -> "third was " + third.asString());
        Map<String, Object> refused = found.stream().filter(each -> (boolean) each.get("direct")).findFirst().orElseThrow();
        assertEquals(first.<String>path("id"), refused.get("settlementId"));
        assertEquals(Map.of("refusal", "person-not-insured"), refused.get("wouldBe"));
        assertEquals("-" + first.path("split.fundTotal"), refused.get("fundDifference"));
        assertEquals(first.<Object>path("split"), split(refused, "kept"));
        Map<String, Object> follows = found.stream().filter(each -> !(boolean) each.get("direct")).findFirst().orElseThrow();
        assertEquals(second.<String>path("id"), follows.get("settlementId"));
        assertEquals(would.<Object>path("split"), split(follows, "wouldBe"));
        assertEquals(difference(would, second).toString(), follows.get("fundDifference"));
        assertEquals("ENROLMENT_SUSPENDED", follows.get("reason"));
        assertEquals(null, follows.get("object"));
        auditor.get("audit/findings/" + follows.get("id")).then().body("changes.kind", equalTo(List.of("ENROLMENT_SUSPENDED")));
    }

    @Test
    void aSchemeThatWasWrongIsFoundUnderTheRightOnesPolicy() {
        Sample person = people.resident();
        Response kept = settled(person, "30000.00", "2018-05-01", "2018-05-11");
        keeper.post("enrolments", "{\"idNumber\":\"" + person.idNumber() + "\",\"name\":\"" + person.name()
                + "\",\"scheme\":\"EMPLOYEE\",\"workingStatus\":\"WORKING\",\"from\":\"2018-01-01\"}").then().statusCode(201);
        Response would = settled(people.employee(), "30000.00", "2018-05-01", "2018-05-11");
        Map<String, Object> finding = findings(person).get(0);
        assertEquals(would.<Object>path("split"), split(finding, "wouldBe"));
        assertEquals(difference(would, kept).toString(), finding.get("fundDifference"));
        assertTrue(!difference(would, kept).isNegative(), "the employees' scheme pays more");
    }

    @Test
    void anApprovalThatReachesBackIsFoundToo() {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        Response kept = settled(person, "30000.00", "2018-05-01", "2018-05-11");
        household.approved("DIBAO", "2018-05-01");
        Response would = settled(people.resident(HardshipCategory.DIBAO), "30000.00", "2018-05-01", "2018-05-11");
        Map<String, Object> finding = findings(person).get(0);
        assertEquals(would.<Object>path("split"), split(finding, "wouldBe"));
        assertEquals(difference(would, kept).toString(), finding.get("fundDifference"));
        assertEquals("CATEGORY_APPROVED", finding.get("reason"));
    }

    @Test
    void whatChangesNoAmountIsNoFinding() {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        String housing = household.approved("HOUSING", "2018-01-02");
        settled(person, "30000.00", "2018-05-01", "2018-05-11");
        SampleClient.county("HOUSING", "520203000000")
                .post("households/" + household.file() + "/categories/" + housing + "/exit",
                        "{\"reason\":\"已购房\",\"lastDay\":\"2018-04-30\"}").then().statusCode(201);
        assertEquals(List.of(), findings(person));
    }

    @Test
    void whatHappensAfterTheLastSettlementIsNoFinding() {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        String category = household.approved("DIBAO", "2018-01-02");
        settled(person, "30000.00", "2018-05-01", "2018-05-11");
        household.exit(category, "2018-05-11").then().statusCode(201);
        assertEquals(List.of(), findings(person));
    }

    @Test
    void whatWasReversedIsNoFinding() {
        Sample person = people.resident();
        String id = settled(person, "9000.00", "2018-03-01", "2018-03-10").path("id");
        hospital.reverse(SampleBill.newKey(), id).then().statusCode(201);
        end(person, "2017-12-31", "NOT_PAID");
        assertEquals(List.of(), findings(person));
    }

    @Test
    void aFindingSaysWhenItsSettlementWasReversedAfterwards() {
        Sample person = people.resident();
        String id = settled(person, "9000.00", "2018-03-01", "2018-03-10").path("id");
        end(person, "2017-12-31", "NOT_PAID");
        hospital.reverse(SampleBill.newKey(), id).then().statusCode(201);
        assertEquals("REVERSED", findings(person).get(0).get("settlementState"));
    }

    private void end(Sample person, String lastDay, String reason) {
        keeper.post("enrolments/end", "{\"idNumber\":\"" + person.idNumber() + "\",\"lastDay\":\"" + lastDay
                + "\",\"reason\":\"" + reason + "\"}").then().statusCode(200);
    }

    @Test
    void theSameIsFoundOnceAndAnotherDifferenceAgain() {
        Sample person = people.resident();
        settled(person, "9000.00", "2018-03-01", "2018-03-10");
        fire(correction(person, "2018-01-01"));
        assertEquals(List.of(), findings(person));
        end(person, "2018-02-28", "NOT_PAID");
        assertEquals(1, findings(person).size());
        fire(correction(person, "2018-01-01"));
        fire(correction(person, "2018-03-10"));
        assertEquals(1, findings(person).size());
        keeper.post("enrolments", "{\"idNumber\":\"" + person.idNumber() + "\",\"name\":\"" + person.name()
                + "\",\"scheme\":\"EMPLOYEE\",\"workingStatus\":\"RETIRED\",\"from\":\"2018-03-01\"}").then().statusCode(201);
        assertEquals(2, findings(person).size());
    }

    @Test
    void whatIsUndoneFindsNothing() {
        Sample person = people.resident();
        settled(person, "9000.00", "2018-03-01", "2018-03-10");
        end(person, "2018-03-31", "NOT_PAID");
        assertThrows(IllegalStateException.class, () -> QuarkusTransaction.requiringNew().run(() -> {
            corrected.fire(correction(person, "2018-01-01"));
            throw new IllegalStateException("undone");
        }));
        assertEquals(List.of(), findings(person));
        assertThrows(IllegalStateException.class, () -> corrected.fire(correction(person, "2018-01-01")));
    }

    /** An import corrects many people at once, and each more than once. */
    @Test
    void manyAreLookedThroughTogether() throws Exception {
        List<Sample> settled = new ArrayList<>();
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Sample person = people.resident(HardshipCategory.DIBAO);
            all.add(person.id());
            if (i % 10 == 0) {
                settled(person, "30000.00", "2018-05-01", "2018-05-11");
                settled.add(person);
            }
        }
        database.run("with superseded as (update household_category set superseded_at = now() where file_no in"
                + " (select file_no from household_member where person_id in ('" + String.join("','",
                        all.stream().map(UUID::toString).toList()) + "')) and superseded_at is null returning *)"
                + " insert into household_category (file_no, category, approved_by, valid_from, valid_to, recorded_at)"
                + " select file_no, category, approved_by, valid_from, '2017-12-31', now() from superseded");
        QuarkusTransaction.requiringNew().run(() -> {
            for (String from : List.of("2018-01-01", "2018-05-01")) {
                all.forEach(person -> corrected.fire(
                        new RegisterCorrected(null, List.of(person), LocalDate.parse(from), null, "TEST")));
                corrected.fire(new RegisterCorrected(null, all, LocalDate.parse(from), null, "TEST"));
            }
        });
        assertEquals(String.valueOf(settled.size()), database.one("select count(*) from finding where person_id in ('"
                + String.join("','", all.stream().map(UUID::toString).toList()) + "')"));
        for (Sample person : settled) {
            assertEquals(1, findings(person).size());
        }
    }

    @Test
    void aHospitalsLevelThatWasWrongIsFound() {
        String code = "HF" + String.format("%06d", NEXT.incrementAndGet());
        record(code, "LEVEL_2", "LOCAL", "520201", "2017-01-01");
        SampleClient own = SampleClient.hospital(code);
        Sample person = people.resident();
        Response kept = own.post("settlements", SampleBill.of(person, "9000.00").at(code).toString());
        kept.then().statusCode(201).body("split.basic", equalTo("6450.00"));
        Sample other = people.resident();
        own.post("settlements", SampleBill.of(other, "9000.00").at(code).stay("2018-01-02", "2018-01-31").toString())
                .then().statusCode(201);
        record(code, "LEVEL_3", "LOCAL", "520201", "2018-02-01");
        Map<String, Object> finding = findings(person).get(0);
        assertEquals(
                List.of("MASTER_DATA_CORRECTION", "HOSPITAL_CHANGED", code, "2018-02-01", true, "-1530.00"),
                List.of("kind", "reason", "object", "affectedFrom", "direct", "fundDifference").stream()
                        .map(finding::get).toList());
        assertEquals(List.of(), findings(other));
        auditor.get("audit/findings?kind=MASTER_DATA_CORRECTION&state=OPEN&limit=1").then()
                .body("items", hasSize(1)).body("items[0].id", equalTo(finding.get("id")));
        auditor.get("audit/findings?kind=MASTER_DATA_CORRECTION&state=CLOSED").then().body("items", hasSize(0)).body("next", nullValue());
        auditor.get("audit/findings/" + finding.get("id")).then().body("changes.kind", equalTo(List.of("HOSPITAL_CHANGED")));
    }

    /** Outside the city a referral is needed, and the bill says none. */
    @Test
    void aHospitalThatLaysElsewhereWouldHaveBeenRefused() {
        String code = "HF" + String.format("%06d", NEXT.incrementAndGet());
        record(code, "LEVEL_2", "LOCAL", "520201", "2017-01-01");
        SampleClient own = SampleClient.hospital(code);
        Sample person = people.resident();
        own.post("settlements", SampleBill.of(person, "9000.00").at(code).toString()).then().statusCode(201);
        record(code, "LEVEL_2", "PROVINCE", "520103", "2017-01-01");
        assertEquals(Map.of("refusal", "referral-required"), findings(person).get(0).get("wouldBe"));
        SampleClient.of(Role.SYSTEM_ADMIN).post("hospitals/" + code + "/end", "{\"lastDay\":\"2018-03-11\"}").then()
                .statusCode(200);
        assertEquals(Map.of("refusal", "hospital-unknown"), findings(person).get(0).get("wouldBe"));
    }

    private static void record(String code, String level, String place, String division, String from) {
        SampleClient.of(Role.SYSTEM_ADMIN).post("hospitals", "{\"code\":\"" + code + "\",\"name\":\"更正测试\",\"level\":\""
                + level + "\",\"place\":\"" + place + "\",\"division\":\"" + division + "\",\"from\":\"" + from + "\"}")
                .then().statusCode(201);
    }

    @Test
    void theListIsPagedNewestFirstWithoutGapOrRepetition() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Sample person = people.resident();
            settled(person, "9000.00", "2018-03-01", "2018-03-10");
            end(person, "2017-12-31", "NOT_PAID");
            made.add(0, (String) findings(person).get(0).get("id"));
        }
        List<String> found = new ArrayList<>();
        String cursor = "";
        while (found.size() < 3) {
            Response page = auditor.get("audit/findings?limit=1" + cursor);
            found.addAll(page.path("items.id"));
            cursor = "&cursor=" + page.path("next");
        }
        assertEquals(made, found);
    }
}
