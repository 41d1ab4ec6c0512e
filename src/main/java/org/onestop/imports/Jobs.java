package org.onestop.imports;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.time.BusinessClock;

/** The jobs as those see them who hand files in and wait; how a job moves stands in {@link Claims}. */
@ApplicationScoped
class Jobs {

    private static final String COLUMNS = "j.id, j.kind, j.atomic, j.format, j.charset, j.bytes, j.client_id, j.subject,"
            + " j.groups, j.level, j.department, j.area, j.queued_at, p.state, p.run, p.rows_read, p.added, p.changed,"
            + " p.unchanged, p.rejected, p.bytes_read, p.busy_millis, p.cancelling, p.started_at, p.ended_at, p.failure,"
            + " p.facts";
    private static final String TABLES = " from import_job j join import_progress p on p.job_id = j.id";

    private final AgroalDataSource database;
    private final BusinessClock clock;

    Jobs(AgroalDataSource database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Queues a job inside the caller's transaction. */
    void add(ImportJob job) {
        String sql = "insert into import_job (id, kind, atomic, format, charset, bytes, client_id, subject, groups, level,"
                + " department, area, queued_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql);
                PreparedStatement progress =
                        connection.prepareStatement("insert into import_progress (job_id) values (?)")) {
            Caller caller = job.caller();
            insert.setObject(1, job.id());
            insert.setString(2, job.kind());
            insert.setBoolean(3, job.atomic());
            insert.setString(4, job.format().name());
            insert.setString(5, job.charset() == null ? null : job.charset().name());
            insert.setLong(6, job.bytes());
            insert.setString(7, caller.clientId());
            insert.setString(8, caller.subject());
            insert.setString(9, String.join(",", new TreeSet<>(caller.groups())));
            insert.setString(10, caller.level());
            insert.setString(11, caller.department());
            insert.setString(12, caller.area());
            insert.setObject(13, job.queuedAt());
            insert.executeUpdate();
            progress.setObject(1, job.id());
            progress.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a job could not be queued", e);
        }
    }

    Optional<JobState> find(UUID id) {
        List<JobState> found = query("select " + COLUMNS + TABLES + " where j.id = ?", id);
        return found.stream().findFirst();
    }

    /**
     * Jobs, the newest first.
     *
     * @param clientId whose; null for everybody's
     * @param before   the place of the last one on the page before; null for the first page
     */
    List<JobState> list(String clientId, JobCursor before, int limit) {
        return query(
                "select " + COLUMNS + TABLES + " where (?::text is null or j.client_id = ?)"
                        + " and (?::timestamptz is null or (j.queued_at, j.id) < (?::timestamptz, ?::uuid))"
                        + " order by j.queued_at desc, j.id desc limit ?",
                clientId,
                clientId,
                before == null ? null : before.queuedAt(),
                before == null ? null : before.queuedAt(),
                before == null ? null : before.id(),
                limit);
    }

    /** How many of a client's jobs have not ended. */
    int open(String clientId) {
        String sql = "select count(*)" + TABLES + " where j.client_id = ? and p.state in ('QUEUED', 'RUNNING')";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, clientId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("jobs could not be counted", e);
        }
    }

    /**
     * Asks a job to stop, inside the caller's transaction: one that waits is over at once, one that runs stops at the next
     * batch.
     *
     * @return false where it has ended already
     */
    boolean cancel(UUID id) {
        String sql = "update import_progress set cancelling = true,"
                + " state = case state when 'QUEUED' then 'CANCELLED' else state end,"
                + " ended_at = case state when 'QUEUED' then ? end"
                + " where job_id = ? and state in ('QUEUED', 'RUNNING')";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, clock.now());
            update.setObject(2, id);
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("a job could not be cancelled", e);
        }
    }

    private List<JobState> query(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            List<JobState> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new JobState(job(row), progress(row)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("jobs could not be read", e);
        }
    }

    private static ImportJob job(ResultSet row) throws SQLException {
        String charset = row.getString(5);
        Caller caller = new Caller(
                row.getString(7),
                row.getString(8),
                Set.of(row.getString(9).split(",")),
                null,
                row.getString(10),
                row.getString(11),
                row.getString(12));
        return new ImportJob(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getBoolean(3),
                FileFormat.valueOf(row.getString(4)),
                charset == null ? null : Charset.forName(charset),
                row.getLong(6),
                caller,
                at(row, 13));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        return new Progress(
                Progress.State.valueOf(row.getString(14)),
                row.getInt(15),
                new Counts(row.getLong(16), row.getLong(17), row.getLong(18), row.getLong(19), row.getLong(20)),
                row.getLong(21),
                row.getLong(22),
                row.getBoolean(23),
                at(row, 24),
                at(row, 25),
                row.getString(26),
                row.getString(27));
    }

    private static OffsetDateTime at(ResultSet row, int column) throws SQLException {
        OffsetDateTime stored = row.getObject(column, OffsetDateTime.class);
        return stored == null ? null : BusinessClock.at(stored.toInstant());
    }
}
