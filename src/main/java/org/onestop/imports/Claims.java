package org.onestop.imports;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/**
 * How jobs move. Whoever takes one up holds it under a claim until its lease runs out, and every step of a job names the
 * claim: a worker that was thought dead and comes back moves nothing.
 */
@ApplicationScoped
class Claims {

    /** So often a job is taken up without moving before it counts as one that never will. */
    private static final int MOST_IDLE = 5;

    private final AgroalDataSource database;
    private final ImportSettings settings;
    private final BusinessClock clock;

    Claims(AgroalDataSource database, ImportSettings settings, BusinessClock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A job taken up.
     *
     * @param id     the claim
     * @param job    whose
     * @param isIdle whether it was taken up too often without moving
     */
    record Claim(UUID id, UUID job, boolean isIdle) {}

    /** Takes up the job that has waited longest, or one whose worker has been silent for too long. */
    Optional<Claim> next() {
        String sql = "update import_progress p set state = 'RUNNING', claim = ?,"
                + " lease_until = clock_timestamp() + ? * interval '1 millisecond',"
                + " started_at = coalesce(started_at, ?), idle_claims = idle_claims + 1"
                + " where job_id = (select q.job_id from import_progress q join import_job j on j.id = q.job_id"
                + " where q.state = 'QUEUED' or q.state = 'RUNNING' and q.lease_until < clock_timestamp()"
                + " order by j.queued_at, j.id limit 1 for update of q skip locked)"
                + " returning p.job_id, p.idle_claims";
        UUID claim = UUID.randomUUID();
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, claim);
            update.setLong(2, settings.lease().toMillis());
            update.setObject(3, clock.now());
            try (ResultSet row = update.executeQuery()) {
                return row.next()
                        ? Optional.of(new Claim(claim, row.getObject(1, UUID.class), row.getInt(2) > MOST_IDLE))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a job could not be taken up", e);
        }
    }

    /**
     * Says that the worker is alive.
     *
     * @throws LeaseLostException where the job is no longer this worker's
     */
    void keep(Claim claim) {
        require(run(
                "update import_progress set lease_until = clock_timestamp() + ? * interval '1 millisecond'"
                        + " where job_id = ? and claim = ? and state = 'RUNNING'",
                settings.lease().toMillis(),
                claim.job(),
                claim.id()));
    }

    /**
     * Begins to read the file anew.
     *
     * @throws LeaseLostException where the job is no longer this worker's
     */
    void restart(Claim claim) {
        require(run(
                "update import_progress set run = run + 1, rows_read = 0, added = 0, changed = 0, unchanged = 0,"
                        + " rejected = 0, bytes_read = 0 where job_id = ? and claim = ? and state = 'RUNNING'",
                claim.job(),
                claim.id()));
    }

    /**
     * Notes how far a job has come, inside the caller's transaction where there is one.
     *
     * @param before     how far it had come
     * @param busyMillis worked on since the last time
     * @throws LeaseLostException where the job is no longer this worker's, or no longer where it was: whatever was done
     *     must not count
     */
    void advance(Claim claim, Counts before, Counts counts, long bytesRead, long busyMillis) {
        require(run(
                "update import_progress set rows_read = ?, added = ?, changed = ?, unchanged = ?, rejected = ?,"
                        + " bytes_read = ?, busy_millis = busy_millis + ?, idle_claims = 0,"
                        + " lease_until = clock_timestamp() + ? * interval '1 millisecond'"
                        + " where job_id = ? and claim = ? and state = 'RUNNING' and rows_read = ?",
                counts.read(),
                counts.added(),
                counts.changed(),
                counts.unchanged(),
                counts.rejected(),
                bytesRead,
                busyMillis,
                settings.lease().toMillis(),
                claim.job(),
                claim.id(),
                before.read()));
    }

    /**
     * Ends a job, inside the caller's transaction.
     *
     * @param failure code; null unless the state is FAILED
     * @param facts   of the failure, as a JSON object; null unless the state is FAILED
     * @throws LeaseLostException where the job is no longer this worker's
     */
    void end(Claim claim, Progress.State state, Counts counts, String failure, String facts) {
        require(run(
                "update import_progress set state = ?, rows_read = ?, added = ?, changed = ?, unchanged = ?,"
                        + " rejected = ?, failure = ?, facts = ?, ended_at = ?, claim = null, lease_until = null"
                        + " where job_id = ? and claim = ? and state = 'RUNNING'",
                state.name(),
                counts.read(),
                counts.added(),
                counts.changed(),
                counts.unchanged(),
                counts.rejected(),
                failure,
                facts,
                clock.now(),
                claim.job(),
                claim.id()));
    }

    /** Gives a job back, so that it need not wait for its lease to run out; for a service that is being stopped. */
    void giveBack(Claim claim) {
        run(
                "update import_progress set lease_until = clock_timestamp(), idle_claims = 0"
                        + " where job_id = ? and claim = ? and state = 'RUNNING'",
                claim.job(),
                claim.id());
    }

    private int run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a job could not be moved", e);
        }
    }

    private static void require(int moved) {
        if (moved != 1) {
            throw new LeaseLostException();
        }
    }
}
