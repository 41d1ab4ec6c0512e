package org.onestop.settlement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Reads the stored years of people, in short transactions of one snapshot each and a few rows at a time, so that neither the
 * memory nor the database feels how many there are.
 */
@ApplicationScoped
class StoredYears {

    /** One of them may weigh a megabyte. */
    private static final int ROWS_AT_ONCE = 50;

    private static final String SAME_YEAR =
            "exists (select from settlement x where x.person_id = s.person_id and x.year = s.year and %s)";
    private static final String YEARS =
            "select " + KeptSettlement.COLUMNS + SettlementReader.FROM + "where s.person_id = any(?)";
    private static final String IN_ORDER = " order by s.person_id, s.year, s.sequence";
    private static final String REVERSALS = "select " + KeptReversal.COLUMNS
            + " from settlement_reversal r where r.person_id = any(?) order by r.person_id, r.year, r.sequence";
    private static final String TOTALS = "select a.person_id, a.year, " + AccumulatorColumns.select("a")
            + " from accumulator a where a.person_id = any(?)";

    private final AgroalDataSource database;

    StoredYears(AgroalDataSource database) {
        this.database = database;
    }

    /** What looks at years, each from its beginning, in the order in which they were settled. */
    interface Reader {

        void begin(Hindsight.PersonYear year);

        void settlement(KeptSettlement settlement) throws SQLException;

        void reversal(KeptReversal reversal);

        /**
         * The year is over.
         *
         * @param totals null where there are none
         */
        void end(AccumulatorState totals);
    }

    /** How many settlements are selected. */
    long count(StoredSelection selection) {
        String sql = "select count(*) from settlement s where " + selection.condition("s");
        return query(sql, 1, selection, row -> row.next() ? row.getLong(1) : 0);
    }

    /** Those of the selected ids that no settlement bears. */
    Set<UUID> unknown(StoredSelection selection) {
        Set<UUID> unknown = new TreeSet<>(selection.ids());
        query("select s.id from settlement s where " + selection.condition("s"), 1, selection, row -> {
            while (row.next()) {
                unknown.remove(row.getObject(1, UUID.class));
            }
            return null;
        });
        return unknown;
    }

    /** The next people of whom something is selected, in the order of their ids; empty behind the last. */
    List<UUID> people(StoredSelection selection, UUID after, int limit) {
        String sql = "select distinct s.person_id from settlement s where s.person_id > ? and " + selection.condition("s")
                + " order by s.person_id limit " + limit;
        return query(sql, 2, selection, row -> {
            List<UUID> found = new ArrayList<>(limit);
            while (row.next()) {
                found.add(row.getObject(1, UUID.class));
            }
            return found;
        }, after);
    }

    /** What is made of rows. */
    @FunctionalInterface
    private interface Rows<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T query(String sql, int first, StoredSelection selection, Rows<T> rows, UUID... before) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < before.length; i++) {
                query.setObject(i + 1, before[i]);
            }
            selection.set(connection, query, first);
            try (ResultSet row = query.executeQuery()) {
                return rows.read(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("stored settlements could not be looked for", e);
        }
    }

    /** Shows every year of some people in which something is selected. */
    void read(List<UUID> people, StoredSelection selection, Reader reader) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                try (Statement snapshot = connection.createStatement()) {
                    snapshot.execute("set transaction isolation level repeatable read read only");
                }
                Walk walk = new Walk(reader, reversals(connection, people), totals(connection, people));
                walk.over(connection, people, selection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("stored settlements could not be read", e);
        }
    }

    private static Map<Hindsight.PersonYear, Deque<KeptReversal>> reversals(Connection connection, List<UUID> people)
            throws SQLException {
        Map<Hindsight.PersonYear, Deque<KeptReversal>> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(REVERSALS)) {
            query.setArray(1, connection.createArrayOf("uuid", people.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    KeptReversal reversal = KeptReversal.read(row);
                    found.computeIfAbsent(reversal.year(), none -> new ArrayDeque<>()).add(reversal);
                }
            }
        }
        return found;
    }

    private static Map<Hindsight.PersonYear, AccumulatorState> totals(Connection connection, List<UUID> people)
            throws SQLException {
        Map<Hindsight.PersonYear, AccumulatorState> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(TOTALS)) {
            query.setArray(1, connection.createArrayOf("uuid", people.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(
                            new Hindsight.PersonYear(row.getObject(1, UUID.class), row.getInt(2)),
                            AccumulatorColumns.read(row, 3));
                }
            }
        }
        return found;
    }

    /** One way through the years of some people: settlements as they come, each reversal where it belongs. */
    private record Walk(
            Reader reader,
            Map<Hindsight.PersonYear, Deque<KeptReversal>> reversals,
            Map<Hindsight.PersonYear, AccumulatorState> totals) {

        void over(Connection connection, List<UUID> people, StoredSelection selection) throws SQLException {
            String sql = YEARS + " and " + SAME_YEAR.formatted(selection.condition("x")) + IN_ORDER;
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setFetchSize(ROWS_AT_ONCE);
                query.setArray(1, connection.createArrayOf("uuid", people.toArray()));
                selection.set(connection, query, 2);
                try (ResultSet row = query.executeQuery()) {
                    over(row);
                }
            }
        }

        private void over(ResultSet row) throws SQLException {
            Hindsight.PersonYear year = null;
            while (row.next()) {
                KeptSettlement kept = KeptSettlement.read(row);
                Hindsight.PersonYear its =
                        new Hindsight.PersonYear(kept.settlement().personId(), kept.settlement().year());
                if (!its.equals(year)) {
                    end(year);
                    year = its;
                    reader.begin(year);
                }
                reverse(year, kept.settlement().sequence());
                reader.settlement(kept);
            }
            end(year);
        }

        private void end(Hindsight.PersonYear year) {
            if (year != null) {
                reverse(year, Integer.MAX_VALUE);
                reader.end(totals.get(year));
            }
        }

        private void reverse(Hindsight.PersonYear year, int before) {
            Deque<KeptReversal> waiting = reversals.getOrDefault(year, new ArrayDeque<>());
            while (!waiting.isEmpty() && waiting.peek().sequence() < before) {
                reader.reversal(waiting.poll());
            }
        }
    }
}
