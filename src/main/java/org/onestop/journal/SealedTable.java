package org.onestop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of which every row is sealed. Its rows are numbered as they are made, not as they are committed: what waits is
 * whatever has no leaf, wherever it stands.
 */
public abstract class SealedTable {

    /** As it stands, what a statement sees of transactions: none below runs any more, none from the other on has ended. */
    private static final String SETTLED = "(r.tx < (select pg_snapshot_xmin(pg_current_snapshot()))"
            // Of another server's counting, from which these rows were brought: none that runs here.
            + " or r.tx >= (select pg_snapshot_xmax(pg_current_snapshot())))";

    private static final String UNSEALED =
            " and not exists (select from journal_leaf l where l.source = ? and l.record_id = r.id)";

    private final String source;
    private final String table;
    private final String columns;
    private final String time;
    private final String condition;

    /**
     * Describes a table.
     *
     * @param source  its name in leaves
     * @param columns what {@link #leaf} reads, with {@code r} for the table; the first is the id
     * @param time    the column that tells when a row was made
     * @param tells   whether a column {@code tx} tells the transaction; then a row waits until every older one has ended
     */
    protected SealedTable(String source, String table, String columns, String time, boolean tells) {
        this.source = source;
        this.table = table;
        this.columns = columns;
        this.time = time;
        this.condition = tells ? SETTLED : "true";
    }

    /** A row as a leaf. */
    protected abstract Leaf leaf(ResultSet row) throws SQLException;

    final String source() {
        return source;
    }

    final String table() {
        return table;
    }

    /** What may be sealed and isn't, of the ids above one and through another, by id. */
    final List<Leaf> unsealed(Connection connection, long after, long through, int limit) throws SQLException {
        String sql = "select " + columns + " from " + table + " r where r.id > ? and r.id <= ? and " + condition + UNSEALED
                + " order by r.id limit ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, after);
            query.setLong(2, through);
            query.setString(3, source);
            query.setInt(4, limit);
            return new ArrayList<>(read(query).values());
        }
    }

    /** Rows by their ids; those that are not there are left out. */
    final Map<Long, Leaf> byId(Connection connection, Collection<Long> ids) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select " + columns + " from " + table + " r where r.id = any (?)")) {
            query.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            return read(query);
        }
    }

    private Map<Long, Leaf> read(PreparedStatement query) throws SQLException {
        Map<Long, Leaf> found = new LinkedHashMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.put(row.getLong(1), leaf(row));
            }
        }
        return found;
    }

    /** The highest id that is to be seen; 0 where there is none. */
    final long newest(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select coalesce(max(id), 0) from " + table);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * What waits.
     *
     * @param records how many
     * @param oldest  when the oldest of them was made; null where none waits
     */
    record Waiting(long records, OffsetDateTime oldest) {

        Waiting plus(Waiting other) {
            boolean isOlder = oldest == null || other.oldest != null && other.oldest.isBefore(oldest);
            return new Waiting(records + other.records, isOlder ? other.oldest : oldest);
        }
    }

    /** What waits of the ids above one and through another. */
    final Waiting waiting(Connection connection, long after, long through) throws SQLException {
        String sql = "select count(*), min(r." + time + ") from " + table + " r where r.id > ? and r.id <= ?" + UNSEALED;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, after);
            query.setLong(2, through);
            query.setString(3, source);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Waiting(row.getLong(1), row.getObject(2, OffsetDateTime.class));
            }
        }
    }

    /** Ids of rows without a leaf that were made before a moment. */
    final List<Long> forgotten(Connection connection, OffsetDateTime before, int limit) throws SQLException {
        String sql = "select r.id from " + table + " r where r." + time + " < ?" + UNSEALED + " order by r.id limit ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, before);
            query.setString(2, source);
            query.setInt(3, limit);
            List<Long> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getLong(1));
                }
            }
            return found;
        }
    }

    /** The tables by the names of their sources. */
    static Map<String, SealedTable> bySource(List<SealedTable> tables) {
        Map<String, SealedTable> found = new HashMap<>();
        tables.forEach(each -> found.put(each.source(), each));
        return found;
    }
}
