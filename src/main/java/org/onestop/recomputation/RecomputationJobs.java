package org.onestop.recomputation;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.recomputation.Recomputation.Progress;
import org.onestop.recomputation.Recomputation.State;
import org.onestop.time.BusinessClock;

/** The jobs as those see them who ask for them; how one moves stands in {@link RecomputationClaims}. */
@ApplicationScoped
class RecomputationJobs {

    private static final String SELECT = "select j.id, j.request, j.client_id, j.queued_at, p.state, p.selected,"
            + " p.settlements, p.people, p.differing, p.differences, p.busy_millis, p.last_person, p.cancelling,"
            + " p.started_at, p.ended_at,"
            + " p.incident from recomputation j join recomputation_progress p on p.job_id = j.id where ";

    private static final String PAGE =
            "j.id < ? and (?::text is null or j.client_id = ? and j.mode = 'DRAFT') order by j.id desc limit ?";

    private static final String OPEN = "select count(*) from recomputation j"
            + " join recomputation_progress p on p.job_id = j.id where j.client_id = ? and p.ended_at is null";

    private static final String CANCEL = "update recomputation_progress set cancelling = true, ended_at ="
            + " case when state = 'QUEUED' then ? end, state = case when state = 'QUEUED' then 'CANCELLED' else state end"
            + " where job_id = ? and ended_at is null";

    private final AgroalDataSource database;
    private final BusinessClock clock;

    RecomputationJobs(AgroalDataSource database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Queues a job inside the caller's transaction. */
    void add(UUID id, RecomputationRequest request, Caller caller) {
        String sql = "with job as (insert into recomputation (id, mode, request, client_id, subject, queued_at)"
                + " values (?, ?, ?, ?, ?, ?) returning id)"
                + " insert into recomputation_progress (job_id) select id from job";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, id);
            insert.setString(2, request.mode().name());
            insert.setString(3, request.text());
            insert.setString(4, caller.clientId());
            insert.setString(5, caller.subject());
            insert.setObject(6, clock.now());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a recomputation could not be queued", e);
        }
    }

    Optional<Recomputation> find(UUID id) {
        return query("j.id = ?", id).stream().findFirst();
    }

    /**
     * Jobs, the newest first.
     *
     * @param draftsOf the client whose drafts alone are meant; null for all jobs
     * @param before   the last one on the page before
     */
    List<Recomputation> list(String draftsOf, UUID before, int limit) {
        return query(PAGE, before, draftsOf, draftsOf, limit);
    }

    private List<Recomputation> query(String which, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SELECT + which)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            List<Recomputation> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("recomputations could not be read", e);
        }
    }

    /** How many of a client's jobs have not ended. */
    int open(String clientId) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(OPEN)) {
            query.setString(1, clientId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("recomputations could not be counted", e);
        }
    }

    /**
     * Asks a job to stop, inside the caller's transaction: one that waits is over at once, one that runs stops when it next
     * writes its progress down.
     *
     * @return false where it has ended already
     */
    boolean cancel(UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(CANCEL)) {
            update.setObject(1, clock.now());
            update.setObject(2, id);
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("a recomputation could not be cancelled", e);
        }
    }

    private static Recomputation read(ResultSet row) throws SQLException {
        Progress progress = new Progress(
                State.valueOf(row.getString(5)),
                row.getObject(6, Long.class),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getObject(12, UUID.class),
                row.getBoolean(13),
                moment(row, 14),
                moment(row, 15),
                row.getString(16));
        return new Recomputation(
                row.getObject(1, UUID.class),
                RecomputationRequest.stored(row.getString(2)),
                row.getString(3),
                moment(row, 4),
                progress);
    }

    private static OffsetDateTime moment(ResultSet row, int column) throws SQLException {
        OffsetDateTime stored = row.getObject(column, OffsetDateTime.class);
        return stored == null ? null : BusinessClock.at(stored.toInstant());
    }
}
