package org.onestop.registry;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * The two times of a reading: how things were on a day, as the register knew it at a moment.
 *
 * @param day    not null
 * @param moment null for what the register knows now
 */
record AsOf(LocalDate day, OffsetDateTime moment) {

    /** Condition on a row of the register's history; its parameters: {@link #known()}, twice. */
    static final String KNOWN = " recorded_at <= ? and (superseded_at is null or superseded_at > ?)";

    /** Condition on a period; its parameters: the day, twice. */
    static final String COVERS = " and valid_from <= ? and (valid_to is null or valid_to >= ?)";

    /** The moment as the database compares it; infinity where it is now, so that no clock plays a part. */
    OffsetDateTime known() {
        return moment == null ? OffsetDateTime.MAX : moment;
    }

    /** Whether something that happened on a day and was recorded at a moment belongs to the reading. */
    boolean includes(LocalDate happenedOn, OffsetDateTime recordedAt) {
        return !happenedOn.isAfter(day) && (moment == null || !recordedAt.isAfter(moment));
    }
}
