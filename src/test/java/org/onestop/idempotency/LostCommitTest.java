package org.onestop.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;

/** A command whose connection is lost while it commits may have been done, and is not answered as a failure. */
@QuarkusTest
class LostCommitTest {

    private static final Commands.Kind KIND = new Commands.Kind("TEST", Map.of());
    private static final int MOST_POLLS = 3_000;

    @Inject
    CommandRetry commands;

    @Inject
    AgroalDataSource pool;

    private Connection superuser;

    /** A row whose commit waits for a lock that the test holds. */
    @BeforeEach
    void makeCommitsWait() throws Exception {
        String password = Files.readString(Path.of("target/test-data/secrets/password-postgres")).strip();
        try (Connection connection = pool.getConnection()) {
            superuser = DriverManager.getConnection(connection.getMetaData().getURL(), "postgres", password);
        }
        run("create table slow_commit (id uuid)");
        run("grant insert on slow_commit to onestop_service");
        run("create function wait_to_commit() returns trigger language plpgsql as"
                + " $$ begin perform pg_advisory_xact_lock(4711); return null; end $$");
        run("create constraint trigger slow after insert on slow_commit deferrable initially deferred"
                + " for each row execute function wait_to_commit()");
        run("select pg_advisory_lock(4711)");
    }

    @AfterEach
    void letCommitsGo() throws SQLException {
        run("select pg_advisory_unlock_all()");
        run("drop table slow_commit");
        run("drop function wait_to_commit()");
        superuser.close();
        pool.flush(AgroalDataSource.FlushMode.ALL);
    }

    @Test
    void theOutcomeIsSaidToBeUnknown() throws Exception {
        CommandTransaction.Request request =
                new CommandTransaction.Request("test", UUID.randomUUID().toString(), KIND, new byte[32]);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<CommandTransaction.Answer> answer = thread.submit(() -> commands.run(request, this::work));
            run("select pg_terminate_backend(" + awaitWhoeverCommits() + ")");
            Throwable fault = assertThrows(ExecutionException.class, answer::get).getCause();
            assertEquals(
                    RefusalCode.OUTCOME_UNKNOWN,
                    assertInstanceOf(RefusedException.class, fault).refusal().code());
        } finally {
            thread.shutdown();
        }
    }

    private Commands.Made work() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into slow_commit values (gen_random_uuid())");
            return Commands.Made.ok(Map.of());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int awaitWhoeverCommits() throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            for (int poll = 0; poll < MOST_POLLS; poll++) {
                try (ResultSet row = statement.executeQuery(
                        "select pid from pg_locks where locktype = 'advisory' and objid = 4711 and not granted")) {
                    if (row.next()) {
                        return row.getInt(1);
                    }
                }
            }
        }
        throw new AssertionError("nothing commits");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
