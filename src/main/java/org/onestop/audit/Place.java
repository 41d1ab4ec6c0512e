package org.onestop.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.onestop.http.Cursor;
import org.onestop.time.BusinessClock;

/**
 * Where a page ended of a list that has the newest first.
 *
 * @param at of the last entry
 * @param id of the last entry
 */
record Place<T>(OffsetDateTime at, T id) {

    /** Nothing is later, and the database could not tell much later moments. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Before the newest of entries with ids of their own. */
    static Place<UUID> newest() {
        return new Place<>(BusinessClock.at(LATEST), new UUID(-1, -1));
    }

    /** Before the newest of numbered entries. */
    static Place<Long> newestNumbered() {
        return new Place<>(BusinessClock.at(LATEST), Long.MAX_VALUE);
    }

    String cursor() {
        return Cursor.of(at.toInstant().toString(), id.toString());
    }

    /**
     * Reads a cursor of entries with ids of their own.
     *
     * @param cursor null for the first page
     */
    static Place<UUID> read(String cursor) {
        return cursor == null ? newest() : read(cursor, UUID::fromString);
    }

    /** As {@link #read}, of numbered entries. */
    static Place<Long> readNumbered(String cursor) {
        return cursor == null ? newestNumbered() : read(cursor, Long::parseLong);
    }

    private static <T> Place<T> read(String cursor, java.util.function.Function<String, T> id) {
        List<String> part = Cursor.read(cursor, 2);
        try {
            Instant at = Instant.parse(part.get(0));
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw Cursor.refused();
            }
            return new Place<>(BusinessClock.at(at), id.apply(part.get(1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.refused();
        }
    }
}
