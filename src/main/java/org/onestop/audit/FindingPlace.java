package org.onestop.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.onestop.http.Cursor;
import org.onestop.time.BusinessClock;

/** A place in the list of findings, newest first. */
record FindingPlace(OffsetDateTime foundAt, UUID id) {

    private static final FindingPlace NEWEST = new FindingPlace(OffsetDateTime.MAX, new UUID(-1, -1));

    /**
     * Where a page begins.
     *
     * @param cursor null for the first page
     */
    static FindingPlace read(String cursor) {
        if (cursor == null) {
            return NEWEST;
        }
        List<String> part = Cursor.read(cursor, 2);
        try {
            return new FindingPlace(BusinessClock.at(Instant.parse(part.get(0))), UUID.fromString(part.get(1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.refused();
        }
    }

    String cursor() {
        return Cursor.of(foundAt.toInstant().toString(), id.toString());
    }
}
