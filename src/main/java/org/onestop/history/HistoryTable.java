package org.onestop.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;

/**
 * What all tables of dated master data have in common: a column {@code id}, the days {@code valid_from} and
 * {@code valid_to}, the moment {@code superseded_at}.
 */
public final class HistoryTable {

    private static final String SERIALIZATION_FAILURE = "40001";

    private HistoryTable() {}

    /** Waits until nobody else changes a table, and keeps others from it until the transaction ends. */
    public static void hold(Connection connection, String table) throws SQLException {
        String sql = "select pg_advisory_xact_lock(hashtextextended(?, 0))";
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setString(1, "table " + table);
            lock.execute();
        }
    }

    /**
     * Says of rows that they no longer count.
     *
     * @throws SQLException serialization failure where somebody else has said so meanwhile
     */
    public static void supersede(Connection connection, String table, Collection<Long> ids, OffsetDateTime now)
            throws SQLException {
        supersede(connection, table, "id", ids, now);
    }

    /** As {@link #supersede(Connection, String, Collection, OffsetDateTime)}, in a table whose rows have another key. */
    public static void supersede(
            Connection connection, String table, String key, Collection<Long> ids, OffsetDateTime now)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        String sql = "update " + table + " set superseded_at = ? where superseded_at is null and " + key + " = any (?)";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, now);
            update.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            if (update.executeUpdate() != ids.size()) {
                throw new SQLException("somebody else superseded a row of " + table, SERIALIZATION_FAILURE);
            }
        }
    }

    /** The days of a row. */
    public static Span span(ResultSet row, int from, int to) throws SQLException {
        return new Span(row.getObject(from, LocalDate.class), row.getObject(to, LocalDate.class));
    }

    /** The ids of the rows that some things' periods supersede. */
    public static List<Long> superseded(Collection<? extends Periods<?>> things) {
        return things.stream().flatMap(each -> each.superseded().stream()).toList();
    }
}
