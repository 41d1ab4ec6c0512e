package org.onestop.recomputation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.SettlementRecomputation;
import org.onestop.settlement.TestDatabase;

/** A worker that dies in the middle loses nothing and doubles nothing; a job can be stopped. */
@QuarkusTest
@SuppressWarnings("try")
class RecomputationRestartTest {

    private static final int PEOPLE = 12;
    private static final SampleRecomputation AUDITOR = SampleRecomputation.AUDITOR;

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Inject
    RecomputationWorker worker;

    @Inject
    RecomputationClaims claims;

    @Inject
    RecomputationJobs jobs;

    @Inject
    Checkpoints checkpoints;

    @Inject
    EffectRows effects;

    @Inject
    SettlementRecomputation settlements;

    @BeforeEach
    void nobodyWorks() {
        worker.stop();
    }

    @AfterEach
    void somebodyWorks() {
        worker.start();
    }

    private List<String> settled() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Sample person = people.resident();
            ids.add(SampleHospital.ZHONGSHAN.settled(SampleBill.of(person, "9000.00")).extract().path("id"));
        }
        return ids;
    }

    /** A worker as the service's own, but with few people at a time and everything written down at once. */
    private RecomputationRunner runner() {
        RecomputationSettings settings = new RecomputationSettings() {
            @Override
            public int threads() {
                return 2;
            }

            @Override
            public int batch() {
                return 2;
            }

            @Override
            public java.time.Duration saveEvery() {
                return java.time.Duration.ZERO;
            }

            @Override
            public java.time.Duration lease() {
                return java.time.Duration.ofMinutes(1);
            }

            @Override
            public boolean worker() {
                return false;
            }
        };
        return new RecomputationRunner(
                jobs, claims, checkpoints, effects, settlements, settings, new org.onestop.time.BusinessClock());
    }

    private RecomputationClaims.Claim taken(String id) {
        RecomputationClaims.Claim claim = claims.next().orElseThrow();
        assertEquals(id, claim.job().toString());
        return claim;
    }

    private static BooleanSupplier after(int looks) {
        AtomicInteger left = new AtomicInteger(looks);
        return () -> left.getAndDecrement() <= 0;
    }

    private static JsonPath job(String id) {
        return AUDITOR.client().get(SampleRecomputation.PATH + "/" + id).jsonPath();
    }

    @Test
    void whoeverTakesADraftUpGoesOnWithTheNextPerson() {
        String id = AUDITOR.asked(SampleRecomputation.of(
                settled(), ",\"values\":{\"resident.basic.inpatient_rate\":[{\"value\":\"0.5\"}]}"));
        runner().work(taken(id), after(3));
        JsonPath before = job(id);
        assertEquals("RUNNING 6", before.getString("state") + " " + before.getInt("settlements"));
        runner().work(taken(id), () -> false);
        JsonPath done = job(id);
        assertEquals("DONE 12 12", done.getString("state") + " " + done.getInt("settlements") + " " + done.getInt("people"));
        assertEquals("-25800.00", done.getString("effects[0].fundDifference"));
        assertEquals("12", done.getString("effects[0].worse"));
    }

    @Test
    void everyDifferenceIsKeptOnce() throws Exception {
        List<String> ids = settled();
        String all = "id in ('" + String.join("','", ids) + "')";
        String forge = "update settlement set moved_tilt_paid = moved_tilt_paid + 1";
        try (Forgery forged = Forgery.of(database, "settlement", all, forge)) {
            String id = AUDITOR.asked(SampleRecomputation.of(ids));
            runner().work(taken(id), after(2));
            assertEquals(4, job(id).getInt("differences"));
            runner().work(taken(id), () -> false);
            JsonPath done = job(id);
            assertEquals("DONE 12 12", done.getString("state") + " " + done.getInt("differences") + " "
                    + done.getInt("recordsDiffering"));
            assertEquals(
                    "12 12",
                    database.one("select count(*) || ' ' || count(distinct settlement_id) from recomputation_difference"
                            + " where job_id = '" + id + "'"));
        }
    }

    /** Whoever was thought dead and comes back writes nothing. */
    @Test
    void whoWasThoughtDeadMovesNothing() throws Exception {
        String id = AUDITOR.asked(SampleRecomputation.of(settled()));
        RecomputationClaims.Claim first = taken(id);
        database.run("update recomputation_progress set lease_until = clock_timestamp() - interval '1 second' where job_id = '"
                + id + "'");
        RecomputationClaims.Claim second = taken(id);
        runner().work(first, () -> false);
        assertEquals("RUNNING 0", job(id).getString("state") + " " + job(id).getInt("settlements"));
        assertThrows(
                RecomputationClaims.LostException.class, () -> claims.end(first, Recomputation.State.DONE, null));
        runner().work(second, () -> false);
        assertEquals("DONE 12", job(id).getString("state") + " " + job(id).getInt("settlements"));
    }

    @Test
    void aJobThatNeverMovesFails() throws Exception {
        String id = AUDITOR.asked(SampleRecomputation.of(settled()));
        for (int i = 0; i < 5; i++) {
            taken(id);
            database.run("update recomputation_progress set lease_until = clock_timestamp() where job_id = '" + id + "'");
        }
        runner().work(taken(id), () -> false);
        assertEquals("FAILED", job(id).getString("state"));
        assertEquals(36, job(id).getString("incidentId").length());
    }

    @Test
    void aJobThatWaitsIsCancelledAtOnceAndOneThatRunsSoon() {
        String path = SampleRecomputation.PATH + "/";
        String waiting = AUDITOR.asked(SampleRecomputation.of(settled()));
        AUDITOR.client().post(path + waiting + "/cancellation", "{}").then().statusCode(200)
                .body("state", equalTo("CANCELLED"));
        String running = AUDITOR.asked(SampleRecomputation.of(settled()));
        RecomputationClaims.Claim claim = taken(running);
        AtomicInteger looks = new AtomicInteger();
        runner().work(claim, () -> {
            if (looks.incrementAndGet() == 2) {
                AUDITOR.client().post(path + running + "/cancellation", "{}").then().statusCode(200)
                        .body("state", equalTo("RUNNING")).body("cancelling", equalTo(true));
            }
            return false;
        });
        JsonPath job = job(running);
        assertEquals("CANCELLED 4", job.getString("state") + " " + job.getInt("settlements"));
        AUDITOR.client().post(path + running + "/cancellation", "{}").then().statusCode(409);
        assertTrue(claims.next().isEmpty());
    }

    @Test
    void progressIsToldUntilTheEnd() {
        String id = AUDITOR.asked(SampleRecomputation.of(settled()));
        worker.start();
        Response stream = AUDITOR.client().request().accept("text/event-stream")
                .get("/api/v1/" + SampleRecomputation.PATH + "/" + id + "/events");
        assertEquals(200, stream.statusCode());
        List<String> lines = stream.asString().lines().toList();
        assertEquals("end", last(lines, "event:"));
        assertEquals(JsonPath.from(last(lines, "data:")).prettify(), job(id).prettify());
    }

    private static String last(List<String> lines, String name) {
        Stream<String> own = lines.stream().filter(line -> line.startsWith(name));
        return own.reduce((one, next) -> next).orElseThrow().substring(name.length()).strip();
    }

    @Test
    void whatHasEndedStaysAsItEnded() throws Exception {
        UUID id = UUID.fromString(AUDITOR.asked(SampleRecomputation.of(settled(), ",\"values\":{}")));
        runner().work(taken(id.toString()), () -> false);
        for (String change : List.of("update recomputation_progress set settlements = 0", "delete from recomputation_progress",
                "delete from recomputation_difference", "update recomputation_total set worse = 0", "update recomputation set mode = 'STORED'")) {
            assertThrows(java.sql.SQLException.class, () -> database.run(change
                    + (change.contains("recomputation set") ? "" : " where job_id = '" + id + "'")));
        }
    }
}
