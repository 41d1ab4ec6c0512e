package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/**
 * Follows the journal behind the commits: each record once, in the order of their ids, none skipped that commits late.
 *
 * <p>Ids are handed out before commits, so below the newest record that is seen there may be one that is not seen yet.
 * Whoever may still bring such a record has begun to write to the journal and holds the lock of writers on it until its
 * transaction ends. So what is seen at a moment is complete as soon as nobody writes any more who wrote at that moment; that
 * is as far as is read. A transaction that writes elsewhere does not hold readers up, and the writers do nothing for them.
 */
@ApplicationScoped
public class RecordTail {

    private static final String NEWEST = "select coalesce(max(id), 0), now() from journal_record";

    /** The transactions that have begun to write to the journal. */
    private static final String WRITERS = "select virtualtransaction from pg_locks where locktype = 'relation'"
            + " and database = (select oid from pg_database where datname = current_database())"
            + " and relation = 'journal_record'::regclass and mode = 'RowExclusiveLock' and granted"
            + " and pid is distinct from pg_backend_pid()";

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtextextended('journal reader ' || ?, 0))";

    private static final String RECORDS = "select id, kind, subject_id, recorded_at, client_id from journal_record"
            + " where id > ? and id <= ? and kind = any (?) order by id limit ?";

    private final AgroalDataSource database;
    private Seen complete = new Seen(0, OffsetDateTime.MIN, List.of());
    private Seen pending = complete;

    RecordTail(AgroalDataSource database) {
        this.database = database;
    }

    /** A record, of which only the journal's own row is told. */
    public record Entry(long id, String kind, UUID subject, OffsetDateTime recordedAt, String clientId) {}

    /**
     * What a reader does with records, in the transaction that moves it on.
     *
     * @see RecordTail#follow
     */
    @FunctionalInterface
    public interface Reader {
        void take(Connection connection, List<Entry> entries) throws SQLException;
    }

    /**
     * What had been seen.
     *
     * @param at      what was committed before is among it; the beginning of the transaction that looked
     * @param writers who may still bring something older
     */
    private record Seen(long newest, OffsetDateTime at, List<String> writers) {}

    /**
     * Takes the next records to a reader and moves it on, in one transaction: what it makes of them is committed with its
     * position, or neither is.
     *
     * @param name  of the reader, one for everybody who shares a position
     * @param kinds of records that it wants
     * @param most  how many records at once
     * @return whether there may be more already; false also where somebody else is at it
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean follow(String name, Collection<String> kinds, int most, Reader reader) {
        try (Connection connection = database.getConnection()) {
            if (!isAlone(connection, name)) {
                return false;
            }
            long position = position(connection, name);
            Seen reach = reach(connection);
            List<Entry> entries = records(connection, position, reach.newest(), kinds, most);
            boolean isMore = entries.size() == most;
            if (!entries.isEmpty()) {
                reader.take(connection, entries);
            }
            if (isMore) {
                move(connection, name, entries.get(most - 1).id(), null);
            } else if (reach.newest() >= position) {
                move(connection, name, reach.newest(), reach.at());
            }
            return isMore;
        } catch (SQLException e) {
            throw new IllegalStateException("the journal could not be followed", e);
        }
    }

    /** Before which moment everything that was committed has come to a reader; empty where it has never come so far. */
    public Optional<OffsetDateTime> completeTo(String name) {
        String sql = "select complete_to from journal_reader where name = ? and isfinite(complete_to)";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(moment(row, 1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a reader's position could not be read", e);
        }
    }

    private static boolean isAlone(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ALONE)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static long position(Connection connection, String name) throws SQLException {
        String begin = "insert into journal_reader (name, position, complete_to) values (?, 0, '-infinity')"
                + " on conflict (name) do nothing";
        String sql = "select position from journal_reader where name = ?";
        try (PreparedStatement insert = connection.prepareStatement(begin);
                PreparedStatement query = connection.prepareStatement(sql)) {
            insert.setString(1, name);
            insert.executeUpdate();
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** How far the journal is complete. */
    private synchronized Seen reach(Connection connection) throws SQLException {
        if (isOver(connection, pending)) {
            complete = pending;
            pending = newest(connection);
            if (isOver(connection, pending)) {
                complete = pending;
            }
        }
        return complete;
    }

    private static boolean isOver(Connection connection, Seen seen) throws SQLException {
        return seen.writers().isEmpty() || Collections.disjoint(seen.writers(), writers(connection));
    }

    /** The newest first, then the writers: who has brought an older id is one of them, or has ended and is seen. */
    private static Seen newest(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEWEST);
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Seen(row.getLong(1), row.getObject(2, OffsetDateTime.class), writers(connection));
        }
    }

    private static List<String> writers(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(WRITERS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    private static List<Entry> records(
            Connection connection, long after, long upTo, Collection<String> kinds, int most) throws SQLException {
        List<Entry> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
            query.setLong(1, after);
            query.setLong(2, upTo);
            query.setArray(3, connection.createArrayOf("text", kinds.toArray()));
            query.setInt(4, most);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Entry(
                            row.getLong(1),
                            row.getString(2),
                            row.getObject(3, UUID.class),
                            moment(row, 4),
                            row.getString(5)));
                }
            }
        }
        return found;
    }

    /** Moves a reader on; {@code completeTo} null leaves that as it was. */
    private static void move(Connection connection, String name, long position, OffsetDateTime completeTo)
            throws SQLException {
        String sql = "update journal_reader set position = ?, complete_to = greatest(?, complete_to) where name = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, position);
            update.setObject(2, completeTo);
            update.setString(3, name);
            update.executeUpdate();
        }
    }

    private static OffsetDateTime moment(ResultSet row, int column) throws SQLException {
        return BusinessClock.at(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
