package org.onestop.imports;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;

/** The place of a job in the list; opaque to callers. */
record JobCursor(OffsetDateTime queuedAt, UUID id) {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9999;

    static JobCursor of(ImportJob job) {
        return new JobCursor(job.queuedAt(), job.id());
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((queuedAt + " " + id).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads a cursor.
     *
     * @param text null where there is none
     * @return null where there is none
     * @throws org.onestop.refusal.RefusedException invalid-request
     */
    static JobCursor parse(String text) {
        if (text == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ");
            OffsetDateTime queuedAt = OffsetDateTime.parse(parts[0]);
            if (queuedAt.getYear() < FIRST_YEAR || queuedAt.getYear() > LAST_YEAR) {
                throw new IllegalArgumentException("no job was queued then");
            }
            return new JobCursor(queuedAt, UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Queries.refused("cursor", FieldFault.Code.INVALID_TEXT);
        }
    }
}
