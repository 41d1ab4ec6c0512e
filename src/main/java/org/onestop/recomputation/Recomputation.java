package org.onestop.recomputation;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A job and how far it has come.
 *
 * @param clientId who asked for it
 */
record Recomputation(
        UUID id, RecomputationRequest request, String clientId, OffsetDateTime queuedAt, Progress progress) {

    /**
     * How far a job has come.
     *
     * @param selected    how many settlements are meant; null while nobody knows
     * @param settlements of them, looked at
     * @param differing   records that differ
     * @param differences of them all
     * @param lastPerson  everybody up to this one is done
     * @param cancelling  whether somebody wants it to stop
     * @param startedAt   null before
     * @param endedAt     null before
     * @param incident    under which a failure stands in the log; null unless it failed
     */
    record Progress(
            State state,
            Long selected,
            long settlements,
            long people,
            long differing,
            long differences,
            long busyMillis,
            UUID lastPerson,
            boolean cancelling,
            OffsetDateTime startedAt,
            OffsetDateTime endedAt,
            String incident) {}

    /** Where a job can stand. */
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        boolean isEnd() {
            return this != QUEUED && this != RUNNING;
        }
    }
}
