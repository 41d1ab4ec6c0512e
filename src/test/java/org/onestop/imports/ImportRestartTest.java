package org.onestop.imports;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestop.settlement.TestDatabase;

/** A worker that dies in the middle loses nothing and doubles nothing; a job can be stopped. */
@QuarkusTest
class ImportRestartTest {

    private static final int BEFORE = 1_500;
    private static final int AFTER = 1_200;

    private final SampleImporter system = SampleImporter.of("system-admin", Map.of());

    @Inject
    TestDatabase database;

    @Inject
    ImportWorker worker;

    @Inject
    Claims claims;

    @Inject
    JobRunner runner;

    @BeforeEach
    void words() throws Exception {
        database.run("drop table if exists test_word;"
                + " create table test_word (word text not null, constraint test_word_refused check (word <> 'REFUSE'));"
                + " grant select, insert on test_word to onestop_service");
        SlowKind.hold();
    }

    @AfterEach
    void nobodyWaits() throws Exception {
        SlowKind.release();
        worker.start();
        database.run("drop table test_word");
    }

    /** Words 1 to 1500, then one that holds whoever applies it, then 1200 more. */
    private static String file() {
        return "word\n" + words("a", BEFORE) + "HOLD\n" + words("b", AFTER);
    }

    private static String words(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i + "\n").collect(Collectors.joining());
    }

    private String handInAndReachTheHold(String query) throws Exception {
        String id = system.handIn("test-words" + query, SampleFile.bytes(file()));
        assertTrue(SlowKind.reached.await(60, TimeUnit.SECONDS), "nobody works on the job");
        return id;
    }

    private void leaseRunsOut(String id) throws Exception {
        database.run("update import_progress set lease_until = clock_timestamp() - interval '1 second' where job_id = '"
                + id + "'");
    }

    private void everyWordIsThereOnce(int words) throws Exception {
        assertEquals(
                words + " " + words,
                database.one("select count(*) || ' ' || count(distinct word) from test_word"));
    }

    /** The first worker hangs in the middle of a batch and is thought dead; the second begins with the very next row. */
    @Test
    void whoeverTakesAJobUpGoesOnWithTheNextRow() throws Exception {
        String id = handInAndReachTheHold("");
        assertEquals("1000 1000 0 0 0", SampleImporter.counts(system.job(id)));
        leaseRunsOut(id);
        Claims.Claim second = claims.next().orElseThrow();
        assertEquals(id, second.job().toString());
        Thread other = new Thread(() -> runner.work(second, () -> false));
        other.start();
        SlowKind.release();
        JsonPath job = system.ended(id);
        other.join(60_000);
        assertEquals("DONE", job.getString("state"), job::prettify);
        assertEquals(BEFORE + AFTER + 1 + " " + (BEFORE + AFTER + 1) + " 0 0 0", SampleImporter.counts(job));
        everyWordIsThereOnce(BEFORE + AFTER + 1);
    }

    /** A worker whose lease ran out commits nothing any more, even when nobody has taken the job up to its end. */
    @Test
    void whoWasThoughtDeadMovesNothing() throws Exception {
        String id = handInAndReachTheHold("");
        leaseRunsOut(id);
        Claims.Claim second = claims.next().orElseThrow();
        SlowKind.release();
        worker.stop();
        assertEquals("1000 1000 0 0 0", SampleImporter.counts(system.job(id)));
        everyWordIsThereOnce(1000);
        runner.work(second, () -> false);
        assertEquals("DONE", system.job(id).getString("state"));
        everyWordIsThereOnce(BEFORE + AFTER + 1);
    }

    /** A node that is stopped and started again. */
    @Test
    void aStoppedWorkerGivesItsJobBack() throws Exception {
        String id = handInAndReachTheHold("");
        Thread stopping = new Thread(worker::stop);
        stopping.start();
        SlowKind.release();
        stopping.join(60_000);
        JsonPath left = system.job(id);
        assertEquals("RUNNING", left.getString("state"));
        assertEquals("2000 2000 0 0 0", SampleImporter.counts(left));
        worker.start();
        assertEquals("DONE", system.ended(id).getString("state"));
        everyWordIsThereOnce(BEFORE + AFTER + 1);
    }

    /** What an atomic job did before it broke off is gone with its transaction; it begins anew. */
    @Test
    void anAtomicJobBeginsAnew() throws Exception {
        String id = handInAndReachTheHold("?atomic=true");
        everyWordIsThereOnce(0);
        leaseRunsOut(id);
        Claims.Claim second = claims.next().orElseThrow();
        SlowKind.release();
        runner.work(second, () -> false);
        JsonPath job = system.job(id);
        assertEquals("DONE", job.getString("state"), job::prettify);
        assertEquals(BEFORE + AFTER + 1 + " " + (BEFORE + AFTER + 1) + " 0 0 0", SampleImporter.counts(job));
        worker.stop();
        everyWordIsThereOnce(BEFORE + AFTER + 1);
    }

    @Test
    void aRunningJobStopsBehindItsBatchAndKeepsWhatItBroughtIn() throws Exception {
        String id = handInAndReachTheHold("");
        system.cancel(id).then().statusCode(200).body("state", equalTo("RUNNING")).body("cancelling", equalTo(true));
        SlowKind.release();
        JsonPath job = system.ended(id);
        assertEquals("CANCELLED", job.getString("state"));
        assertEquals("2000 2000 0 0 0", SampleImporter.counts(job));
        everyWordIsThereOnce(2000);
        system.cancel(id).then().statusCode(409).body("code", equalTo("import-finished"));
        assertEquals("0", database.one("select count(*) from import_chunk where job_id = '" + id + "'"));
    }

    @Test
    void ofACancelledAtomicJobNothingStays() throws Exception {
        String id = handInAndReachTheHold("?atomic=true");
        system.cancel(id).then().statusCode(200);
        SlowKind.release();
        JsonPath job = system.ended(id);
        assertEquals("CANCELLED", job.getString("state"));
        assertEquals("2000 0 0 0 0", SampleImporter.counts(job));
        everyWordIsThereOnce(0);
    }

    @Test
    void aJobThatWaitsIsCancelledAtOnce() throws Exception {
        String running = handInAndReachTheHold("");
        String waiting = system.handIn("test-words", SampleFile.bytes("word\nx\n"));
        assertEquals("QUEUED", system.job(waiting).getString("state"));
        system.cancel(waiting).then().statusCode(200).body("state", equalTo("CANCELLED"));
        assertEquals("0", database.one("select count(*) from import_chunk where job_id = '" + waiting + "'"));
        SlowKind.release();
        assertEquals("DONE", system.ended(running).getString("state"));
        everyWordIsThereOnce(BEFORE + AFTER + 1);
    }

    /** Whatever takes the process down each time does not do so for ever. */
    @Test
    void aJobThatNeverMovesFailsAfterAWhile() throws Exception {
        SlowKind.release();
        worker.stop();
        String id = system.handIn("test-words", SampleFile.bytes("word\nx\n"));
        for (int i = 0; i < 5; i++) {
            assertEquals(id, claims.next().orElseThrow().job().toString());
            leaseRunsOut(id);
        }
        Claims.Claim last = claims.next().orElseThrow();
        runner.work(last, () -> false);
        JsonPath job = system.job(id);
        assertEquals("FAILED", job.getString("state"));
        assertEquals("internal-error", job.getString("failure.code"));
        assertTrue(job.getString("failure.facts.incidentId").length() > 10);
        everyWordIsThereOnce(0);
    }

    /** The database refuses one row of a batch: the others stay, and the row is told by the constraint. */
    @Test
    void aRowThatTheDatabaseRefusesTakesNoOtherDown() throws Exception {
        SlowKind.release();
        String csv = "word\n" + words("a", 20) + "REFUSE\n" + words("b", 20);
        JsonPath job = system.done("test-words", csv);
        assertEquals("41 40 0 0 1", SampleImporter.counts(job));
        assertEquals(List.of("22,,period-overlap"), ImportTest.codes(system, job));
        everyWordIsThereOnce(40);
        JsonPath atomic = system.done("test-words?atomic=true", csv.replace("a", "c").replace("b", "d"));
        assertEquals("FAILED", atomic.getString("state"));
        assertEquals(List.of("22,,period-overlap"), ImportTest.codes(system, atomic));
        everyWordIsThereOnce(40);
    }

    /** A piece that somebody removed, changed or put elsewhere is found out. */
    @Test
    void aFileThatWasTamperedWithIsNotRead() throws Exception {
        SlowKind.release();
        worker.stop();
        String first = system.handIn("test-words", SampleFile.bytes("word\nfirst\n"));
        String second = system.handIn("test-words", SampleFile.bytes("word\nsecond\n"));
        database.run("create temporary table kept as select * from import_chunk where job_id = '" + first + "'");
        database.run("update import_chunk c set sealed = (select sealed from import_chunk o where o.job_id = '" + first
                + "') where c.job_id = '" + second + "'");
        database.run("delete from import_chunk where job_id = '" + first + "'");
        worker.start();
        for (String id : List.of(first, second)) {
            JsonPath job = system.ended(id);
            assertEquals("FAILED", job.getString("state"));
            assertEquals("0 0 0 0 0", SampleImporter.counts(job));
        }
        everyWordIsThereOnce(0);
    }

    /** What is handed in without becoming a job does not stay. */
    @Test
    void whatBecameNoJobIsSweptUp() throws Exception {
        SlowKind.release();
        worker.stop();
        String insert = "insert into import_chunk values (gen_random_uuid(), 0, 'k', '\\x00', now() - interval '%s')";
        database.run(String.format(insert, "2 days"));
        database.run(String.format(insert, "1 hour"));
        worker.start();
        String left = "select count(*) from import_chunk c where not exists (select from import_job j where j.id = c.job_id)";
        system.done("test-words", "word\nx\n");
        assertEquals("1", database.one(left));
        database.run("delete from import_chunk c where not exists (select from import_job j where j.id = c.job_id)");
    }
}
