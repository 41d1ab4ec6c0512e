package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;

/**
 * The database goes away in the middle of a request and lets nobody in again: what may have been committed is never
 * answered as a failure, though not even the refusal's record can be written.
 */
@QuarkusTest
class LostDatabaseTest {

    private static final int MOST_POLLS = 3_000;

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Inject
    AgroalDataSource pool;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;
    private Connection superuser;

    @BeforeEach
    void haveAConnectionOfOnesOwn() throws SQLException {
        hospital.token();
        superuser = database.asSuperuser();
    }

    @AfterEach
    void letTheServiceInAgain() throws SQLException {
        run("alter role onestop_service login");
        superuser.close();
        pool.flush(AgroalDataSource.FlushMode.ALL);
    }

    @Test
    void aSettlementThatMayHaveBeenCommittedIsNotAFailure() throws Exception {
        Sample person = people.resident();
        hospital.settled(SampleBill.of(person, "10.00"));
        String key = SampleBill.newKey();
        SampleBill bill = SampleBill.of(person, "20.00");
        Response answer = whileThePersonsYearIsHeld(person, () -> hospital.settle(key, bill));
        answer.then().statusCode(503).header("Retry-After", "1").body("code", equalTo("outcome-unknown"));
        letTheServiceInAgain();
        superuser = database.asSuperuser();
        hospital.settle(key, bill).then().statusCode(201);
    }

    @Test
    void aReversalThatMayHaveBeenCommittedIsNotAFailure() throws Exception {
        Sample person = people.resident();
        String id = hospital.settled(SampleBill.of(person, "10.00")).extract().path("id");
        String key = SampleBill.newKey();
        Response answer = whileThePersonsYearIsHeld(person, () -> hospital.reverse(key, id));
        answer.then().statusCode(503).header("Retry-After", "1").body("code", equalTo("outcome-unknown"));
        letTheServiceInAgain();
        superuser = database.asSuperuser();
        hospital.reverse(key, id).then().statusCode(201);
    }

    /** Nothing can be looked at and nothing written down: whoever asks is told to ask again, whatever they sent. */
    @Test
    void withoutADatabaseNothingIsTaken() throws Exception {
        SampleBill bill = SampleBill.of(people.resident(), "10.00");
        lockTheServiceOut();
        for (Response answer : new Response[] {
            hospital.settle(SampleBill.newKey(), bill),
            hospital.settle(SampleBill.newKey(), "{"),
            hospital.preview(bill),
            hospital.inquire(SampleBill.newKey(), true),
            hospital.read("0190a0d6-0000-7000-8000-000000000000")}) {
            answer.then().statusCode(503).header("Retry-After", "1").body("code", equalTo("overloaded"));
        }
    }

    /** Sends a request that waits for the person's year, and takes the database away from under it. */
    private Response whileThePersonsYearIsHeld(Sample person, Callable<Response> request) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        superuser.setAutoCommit(false);
        try {
            run("select from accumulator where person_id = '" + person.id() + "' for update");
            Future<Response> answer = thread.submit(request);
            awaitSomebodyWhoWaits();
            lockTheServiceOut();
            return answer.get();
        } finally {
            superuser.rollback();
            superuser.setAutoCommit(true);
            thread.shutdown();
        }
    }

    private void awaitSomebodyWhoWaits() throws Exception {
        try (Connection watching = database.asSuperuser()) {
            for (int poll = 0; poll < MOST_POLLS; poll++) {
                if (count(watching, "select count(*) from pg_locks where not granted") > 0) {
                    return;
                }
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("nobody waits for the person's year");
    }

    private void lockTheServiceOut() throws SQLException {
        try (Connection other = database.asSuperuser();
                Statement statement = other.createStatement()) {
            statement.execute("alter role onestop_service nologin");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'onestop_service'");
        }
        pool.flush(AgroalDataSource.FlushMode.ALL);
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getInt(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
