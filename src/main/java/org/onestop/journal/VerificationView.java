package org.onestop.journal;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A verification as answered.
 *
 * @param state   RUNNING, INTACT, TAMPERED, FAILED, or INTERRUPTED where it stopped saying how far it is
 * @param blocks  looked at so far, as are records and rows
 * @param lastAt  when this was written down
 */
public record VerificationView(
        UUID id,
        String state,
        String requestedBy,
        OffsetDateTime requestedAt,
        OffsetDateTime lastAt,
        long blocks,
        long records,
        long rows,
        long findings) {

    /**
     * One thing found, by name.
     *
     * @param text     what the kind means, in both languages
     * @param row      the row's key; never what stands in it
     * @param height   of a block; null where it is of none
     * @param position of a sealed record; null where there is none
     * @param detail   what differs, such as a column's name
     */
    public record FindingView(
            int number,
            Tampering kind,
            String text,
            String table,
            String row,
            Long height,
            Long position,
            String detail) {}
}
