package org.onestop.recomputation;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.onestop.recomputation.Recomputation.Progress;
import org.onestop.recomputation.Recomputation.State;
import org.onestop.time.BusinessClock;

/**
 * How jobs move: under the claim of whoever has taken one up, until the lease runs out. A worker that was thought dead and
 * comes back moves nothing.
 */
@ApplicationScoped
class RecomputationClaims {

    /** So often a job is taken up without moving before it counts as one that never will. */
    private static final int MOST_IDLE = 5;

    private static final String LEASE = "lease_until = clock_timestamp() + ? * interval '1 millisecond'";
    private static final String OWN = " where job_id = ? and claim = ?";

    private static final String NEXT = "update recomputation_progress p set claim = ?, " + LEASE + ", started_at ="
            + " coalesce(p.started_at, ?), state = 'RUNNING', idle_claims = p.idle_claims + 1 from (select job_id"
            + " from recomputation_progress where state = 'QUEUED' or state = 'RUNNING' and lease_until <= clock_timestamp()"
            + " order by job_id limit 1 for update skip locked) next where next.job_id = p.job_id"
            + " returning p.job_id, p.idle_claims";

    private static final String ADVANCE = "update recomputation_progress set settlements = ?, people = ?, differing = ?,"
            + " differences = ?, busy_millis = ?, last_person = ?, idle_claims = 0, " + LEASE + OWN + " and last_person = ?"
            + " returning cancelling";

    private final AgroalDataSource database;
    private final RecomputationSettings settings;
    private final BusinessClock clock;

    RecomputationClaims(AgroalDataSource database, RecomputationSettings settings, BusinessClock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A job taken up.
     *
     * @param isIdle whether that happened too often without its moving
     */
    record Claim(UUID id, UUID job, boolean isIdle) {}

    /** The job is no longer this worker's. */
    static class LostException extends RuntimeException {

        LostException() {
            super("the job was taken up by another worker", null, false, false);
        }
    }

    /** Takes up the job that has waited longest, or one whose worker has been silent for too long. */
    Optional<Claim> next() {
        UUID claim = UUID.randomUUID();
        return query(NEXT, row -> new Claim(claim, row.getObject(1, UUID.class), row.getInt(2) > MOST_IDLE),
                claim, settings.lease().toMillis(), clock.now());
    }

    /** Notes how many settlements are meant. */
    void select(Claim claim, long selected) {
        require(query(
                "update recomputation_progress set selected = ?" + OWN + " returning true",
                row -> true, selected, claim.job(), claim.id()));
    }

    /**
     * Notes how far a job has come, inside the caller's transaction.
     *
     * @return whether somebody wants it to stop
     * @throws LostException where the job is no longer this worker's, or no longer where it was: what was done must
     *     not count
     */
    boolean advance(Claim claim, UUID before, Progress now) {
        return require(query(
                ADVANCE,
                row -> row.getBoolean(1),
                now.settlements(),
                now.people(),
                now.differing(),
                now.differences(),
                now.busyMillis(),
                now.lastPerson(),
                settings.lease().toMillis(),
                claim.job(),
                claim.id(),
                before));
    }

    /**
     * Ends a job.
     *
     * @param incident null unless it failed
     * @throws LostException where the job is no longer this worker's
     */
    void end(Claim claim, State state, String incident) {
        require(query(
                "update recomputation_progress set state = ?, incident = ?, ended_at = ?, claim = null, lease_until = null"
                        + OWN + " returning true",
                row -> true, state.name(), incident, clock.now(), claim.job(), claim.id()));
    }

    /** Gives a job back, so that it need not wait for its lease to run out; for a service that is being stopped. */
    void giveBack(Claim claim) {
        query(
                "update recomputation_progress set lease_until = clock_timestamp(), idle_claims = 0" + OWN
                        + " returning true",
                row -> true, claim.job(), claim.id());
    }

    /** What is made of a row. */
    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> query(String sql, Row<T> read, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read.read(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a recomputation could not be moved", e);
        }
    }

    private static <T> T require(Optional<T> moved) {
        return moved.orElseThrow(LostException::new);
    }
}
