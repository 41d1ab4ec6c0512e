package org.onestop.history;

import java.time.LocalDate;

/**
 * Days from one to another, both included.
 *
 * @param from not null
 * @param to   null while it is open
 */
public record Span(LocalDate from, LocalDate to) {

    public boolean isInOrder() {
        return to == null || !to.isBefore(from);
    }

    public boolean isOpen() {
        return to == null;
    }

    public boolean coversDay(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    public boolean overlaps(Span other) {
        return (other.to == null || !from.isAfter(other.to)) && (to == null || !other.from.isAfter(to));
    }

    /** The shortest span that holds this one and another. */
    Span hull(Span other) {
        return new Span(
                from.isBefore(other.from) ? from : other.from,
                to == null || other.to == null ? null : to.isAfter(other.to) ? to : other.to);
    }
}
