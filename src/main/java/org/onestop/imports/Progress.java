package org.onestop.imports;

import java.time.OffsetDateTime;

/**
 * How far a job has come.
 *
 * @param run        which reading of the file this is
 * @param bytesRead  of the file
 * @param busyMillis how long it was worked on
 * @param cancelling whether somebody wants it to stop
 * @param startedAt  null before
 * @param endedAt    null before
 * @param failure    code of what it failed by; null unless it did
 * @param facts      of the failure, as a JSON object; null unless it failed
 */
record Progress(
        State state,
        int run,
        Counts counts,
        long bytesRead,
        long busyMillis,
        boolean cancelling,
        OffsetDateTime startedAt,
        OffsetDateTime endedAt,
        String failure,
        String facts) {

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
