package org.onestop.mutualaid;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * A unit as it is now.
 *
 * @param closedOn last day on which it takes part; null while it does
 * @param revision how often what is on record of it was changed
 */
record UnitNow(String code, String name, OffsetDateTime registeredAt, LocalDate closedOn, int revision) {

    boolean takesPart(LocalDate on) {
        return closedOn == null || !on.isAfter(closedOn);
    }
}
