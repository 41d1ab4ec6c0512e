package org.onestop.imports;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.refusal.RefusalCode;

/**
 * A feature of the tests: each row inserts its word once. The word HOLD makes whoever applies it wait for the test, and
 * REFUSE is a row that the database refuses.
 */
@ApplicationScoped
class SlowKind implements ImportKind {

    static volatile CountDownLatch reached = new CountDownLatch(1);
    static volatile CountDownLatch released = new CountDownLatch(0);

    private final AgroalDataSource database;

    SlowKind(AgroalDataSource database) {
        this.database = database;
    }

    /** From now on HOLD holds. */
    static void hold() {
        reached = new CountDownLatch(1);
        released = new CountDownLatch(1);
    }

    static void release() {
        released.countDown();
    }

    @Override
    public String name() {
        return "test-words";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.required("word", "词", Column.Form.TEXT, "一个词 a word", "x"));
    }

    @Override
    public void requireAllowed(Caller caller) {
        caller.require(Role.SYSTEM_ADMIN);
    }

    @Override
    public Map<String, RefusalCode> guards() {
        return Map.of("test_word_refused", RefusalCode.PERIOD_OVERLAP);
    }

    @Override
    public List<RowVerdict> apply(Caller caller, List<ImportRow> rows) {
        List<RowVerdict> verdicts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into test_word (word) values (?)")) {
            for (ImportRow row : rows) {
                String word = row.text("word", 32);
                if (word.startsWith("HOLD")) {
                    await();
                }
                insert.setString(1, word);
                insert.executeUpdate();
                verdicts.add(RowVerdict.added());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("words could not be written", e);
        }
        return verdicts;
    }

    private static void await() {
        reached.countDown();
        try {
            released.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }
}
