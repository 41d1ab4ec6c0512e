package org.onestop.registry;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onestop.access.Area;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.history.Verdict;
import org.onestop.history.Verdict.State;
import org.onestop.journal.Changes;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.TestDatabase;
import org.onestop.time.BusinessClock;

/** An import and a registrar at one file, or at one person, at the same moment: as if one after another. */
@QuarkusTest
class ImportRaceTest {

    private static final Changes.Author AUTHOR = new Changes.Author("import-race", "import-race");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocalDate OPENED = LocalDate.of(2018, 1, 1);
    private static final LocalDate JUNE = LocalDate.of(2018, 6, 30);

    @Inject
    SamplePeople people;

    @Inject
    BulkRegister register;

    @Inject
    BusinessClock clock;

    @Inject
    TestDatabase database;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static HouseholdRow row(SampleHousehold household, Sample person, LocalDate to, CategoryPeriod... held) {
        return new HouseholdRow(household.fileNo, new Area(household.area), IdNumber.parse(person.idNumber()).orElseThrow(),
                PersonName.of(person.name()), Relation.HEAD, false, OPENED, to, List.of(held));
    }

    private static EnrolmentRow insurance(Sample person, LocalDate to) {
        return new EnrolmentRow(IdNumber.parse(person.idNumber()).orElseThrow(), PersonName.of(person.name()),
                Scheme.RESIDENT, null, LocalDate.of(2017, 1, 1), to, null, null);
    }

    /** A batch that is written and not committed until somebody waits for it; then what that somebody was answered. */
    private Response beside(Callable<List<Verdict>> batch, Callable<Response> registrar) throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        Future<List<Verdict>> imported = threads.submit(() -> QuarkusTransaction.requiringNew().timeout(60).call(() -> {
            List<Verdict> verdicts = batch.call();
            written.countDown();
            awaitSomebodyWaiting();
            return verdicts;
        }));
        if (!written.await(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
            imported.get();
        }
        Response answer = threads.submit(registrar).get();
        assertEquals(List.of(State.CHANGED), imported.get().stream().map(Verdict::state).toList());
        return answer;
    }

    private void awaitSomebodyWaiting() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            String waiting = database.one("select count(*) from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock'");
            if (!waiting.equals("0")) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        fail("nobody waits for the import");
    }

    @Test
    void whatAnImportEndsARegistrarFindsEnded() throws Exception {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        String category = household.approved("DIBAO", "2018-03-05");
        CategoryPeriod ended = new CategoryPeriod(
                HardshipCategory.DIBAO, null, Department.CIVIL_AFFAIRS, LocalDate.of(2018, 3, 5), JUNE);
        beside(() -> register.households(AUTHOR, List.of(row(household, person, null, ended))),
                () -> household.exit(category, "2018-07-31"))
                .then().statusCode(409).body("code", equalTo("category-ended"));
        household.read(household.community, "?asOf=2018-07-01").then().statusCode(200)
                .body("categories[0].to", equalTo("2018-06-30")).body("categories[0].endedBecause", equalTo("IMPORT"));
        beside(() -> register.households(AUTHOR, List.of(row(household, person, JUNE))),
                () -> household.community.post("households/" + household.fileNo + "/members/" + household.memberId
                        + "/departure", "{\"because\":\"LEFT\",\"lastDay\":\"2018-05-31\"}"))
                .then().statusCode(409).body("code", equalTo("period-ended"));
    }

    /** What an import brings in for a time was granted for a time: it ends by itself, and may be ended sooner. */
    @Test
    void whatAnImportLimitsMayBeEndedSooner() throws Exception {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        CategoryPeriod limited = new CategoryPeriod(
                HardshipCategory.DIBAO, null, Department.CIVIL_AFFAIRS, LocalDate.of(2018, 3, 5), LocalDate.of(2018, 12, 31));
        QuarkusTransaction.requiringNew()
                .run(() -> register.households(AUTHOR, List.of(row(household, person, null, limited))));
        Response file = household.read(household.community, "?asOf=2018-07-01");
        file.then().statusCode(200).body("categories[0].endedBecause", nullValue()).body("state", equalTo("APPROVED"))
                .body("categories[0].reviewDueOn", nullValue());
        household.exit(file.path("categories[0].id"), "2018-06-30").then().statusCode(201);
    }

    /** Nobody here has looked at it before: the first review is due when one period of reviews has passed. */
    @Test
    void whatAnImportBringsIsReviewedInAYear() {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        CategoryPeriod open = new CategoryPeriod(
                HardshipCategory.HOUSING, null, Department.HOUSING, LocalDate.of(2018, 3, 5), null);
        QuarkusTransaction.requiringNew()
                .run(() -> register.households(AUTHOR, List.of(row(household, person, null, open))));
        household.read(household.community, "").then()
                .body("categories[0].reviewDueOn", equalTo(clock.today().plusYears(1).toString()));
    }

    @Test
    void whatAnImportEndsOfAnInsuranceIsEnded() throws Exception {
        Sample person = people.resident();
        SampleRegistrar county = SampleHousehold.place().civilAffairs;
        beside(() -> register.enrolments(AUTHOR, List.of(insurance(person, JUNE))),
                () -> county.post("enrolments/end", "{\"idNumber\":\"" + person.idNumber()
                        + "\",\"lastDay\":\"2018-05-31\",\"reason\":\"NOT_PAID\"}"))
                .then().statusCode(409).body("code", equalTo("period-ended"));
    }

    /** Whoever comes first ends the membership; the other is told, and nobody meets a fault. */
    @Test
    void oneOfTheTwoEndsAMembership() throws Exception {
        List<String> outcomes = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            Sample person = people.resident();
            SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
            Future<Response> left = threads.submit(() -> household.community.post(
                    "households/" + household.fileNo + "/members/" + household.memberId + "/departure",
                    "{\"because\":\"DIED\",\"lastDay\":\"2018-05-31\"}"));
            Future<List<Verdict>> imported = threads.submit(() -> QuarkusTransaction.requiringNew()
                    .call(() -> register.households(AUTHOR, List.of(row(household, person, JUNE)))));
            Verdict verdict = imported.get().get(0);
            outcomes.add(left.get().statusCode() + " " + (verdict.isRefused() ? verdict.refusal() : verdict.state()));
            assertEquals("1", database.one("select count(*) from household_member where superseded_at is null"
                    + " and file_no = '" + household.fileNo + "'"));
        }
        assertTrue(List.of("201 PERIOD_ENDED", "409 CHANGED").containsAll(outcomes), outcomes::toString);
    }

    /** Who has died on record is brought into no household for days afterwards, whoever brings it. */
    @Test
    void theDeadAreBroughtInForDaysOfTheirLifeAlone() throws Exception {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-03-01", person);
        household.community.post("households/" + household.fileNo + "/members/" + household.memberId + "/departure",
                "{\"because\":\"DIED\",\"lastDay\":\"2018-05-31\"}").then().statusCode(201);
        SampleHousehold other = SampleHousehold.opened("2018-01-01", people.resident());
        List<Verdict> verdicts = QuarkusTransaction.requiringNew().call(() -> register.households(AUTHOR, List.of(
                during(other, person, "2018-06-15", null),
                during(other, person, "2018-06-15", "2018-06-30"),
                during(other, person, "2018-01-01", "2018-02-28"))));
        Verdict refused = Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "to");
        assertEquals(List.of(refused, refused, Verdict.of(State.ADDED)), verdicts);
    }

    private static HouseholdRow during(SampleHousehold household, Sample person, String from, String to) {
        return new HouseholdRow(household.fileNo, new Area(household.area), IdNumber.parse(person.idNumber()).orElseThrow(),
                PersonName.of(person.name()), Relation.OTHER, false, LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to), List.of());
    }

    /** The two functions lock on the service's behalf; it has no right to change what they lock. */
    @Test
    void theServiceMayLockWhatItMayNotChange() throws Exception {
        assertEquals("f f t t", database.one("select concat_ws(' ', left(has_table_privilege('onestop_service', 'household',"
                + " 'update')::text, 1), left(has_table_privilege('onestop_service', 'person', 'update')::text, 1),"
                + " left(has_function_privilege('onestop_service', 'hold_households(text[])', 'execute')::text, 1),"
                + " left(has_function_privilege('onestop_service', 'renew_figures()', 'execute')::text, 1))"));
    }
}
