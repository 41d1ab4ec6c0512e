package org.onestop.registry;

import java.time.LocalDate;

/**
 * Days from one to another, both included.
 *
 * @param from not null
 * @param to   null while it is open
 */
record Span(LocalDate from, LocalDate to) {

    boolean isInOrder() {
        return to == null || !to.isBefore(from);
    }

    boolean overlaps(Span other) {
        return (other.to == null || !from.isAfter(other.to)) && (to == null || !other.from.isAfter(to));
    }

    boolean covers(Span other) {
        return !other.from.isBefore(from) && (to == null || other.to != null && !other.to.isAfter(to));
    }
}
