package org.onestop.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.onestop.history.Verdict.State;
import org.onestop.refusal.RefusalCode;

/**
 * The periods of one thing, such as a hospital, while rows from outside are applied to them one after another; what has
 * become of them is written afterwards.
 *
 * <p>A row without a last day counts until the next period begins. So a period that nothing has ended is cut short by a row
 * that begins within it, rows may come in any order, and an old row brought again takes back nothing.
 *
 * @param <C> what is so in a period; compared by {@code equals}
 */
public final class Periods<C> {

    private final List<Period<C>> periods = new ArrayList<>();
    private final boolean unknown;
    private Span affected;

    /** Those on record, not superseded, in any order. */
    public Periods(List<Period<C>> onRecord) {
        periods.addAll(onRecord);
        unknown = periods.isEmpty();
    }

    /** One period: on record and perhaps to be changed, or new. */
    public static final class Period<C> {

        private final Long id;
        private C content;
        private Span span;
        private boolean touched;

        private Period(Long id, C content, Span span) {
            this.id = id;
            this.content = content;
            this.span = span;
            this.touched = id == null;
        }

        /**
         * A period on record.
         *
         * @param id of its row
         */
        public static <C> Period<C> onRecord(long id, C content, Span span) {
            return new Period<>(id, content, span);
        }

        public C content() {
            return content;
        }

        public Span span() {
            return span;
        }

        private void become(C content, Span span) {
            this.content = content;
            this.span = span;
            this.touched = true;
        }
    }

    /**
     * Applies a row.
     *
     * @param to last day; null where it counts until the next period begins
     */
    public Verdict apply(C content, LocalDate from, LocalDate to) {
        if (!new Span(from, to).isInOrder()) {
            return Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "to");
        }
        Optional<Period<C>> begun = find(each -> each.span.from().equals(from));
        return begun.isPresent() ? correct(begun.get(), content, to) : insert(content, from, to);
    }

    /** Ends what is open, after a day. */
    public Verdict end(LocalDate lastDay) {
        Optional<Period<C>> open = find(each -> each.span.isOpen());
        if (open.isEmpty()) {
            return Verdict.refused(RefusalCode.PERIOD_ENDED, "lastDay");
        }
        if (lastDay.isBefore(open.get().span.from())) {
            return Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "lastDay");
        }
        open.get().become(open.get().content, new Span(open.get().span.from(), lastDay));
        affect(new Span(lastDay.plusDays(1), null));
        return Verdict.of(State.CHANGED);
    }

    private Verdict correct(Period<C> begun, C content, LocalDate to) {
        LocalDate end = to == null ? begun.span.to() : to;
        if (!begun.span.isOpen() && !begun.span.to().equals(end)) {
            return Verdict.refused(RefusalCode.PERIOD_ENDED, "to");
        }
        boolean same = begun.content.equals(content);
        if (same && Objects.equals(begun.span.to(), end)) {
            return Verdict.of(State.UNCHANGED);
        }
        affect(same ? new Span(end.plusDays(1), null) : begun.span);
        begun.become(content, new Span(begun.span.from(), end));
        return Verdict.of(State.CHANGED);
    }

    private Verdict insert(C content, LocalDate from, LocalDate to) {
        Optional<Period<C>> covering = find(each -> each.span.coversDay(from));
        if (covering.isPresent()) {
            return follow(covering.get(), content, from, to);
        }
        LocalDate end = to == null ? dayBeforeTheNext(from) : to;
        Span span = new Span(from, end);
        if (find(each -> each.span.overlaps(span)).isPresent()) {
            return Verdict.refused(RefusalCode.PERIOD_OVERLAP, "to");
        }
        periods.add(new Period<>(null, content, span));
        affect(span);
        return Verdict.of(State.ADDED);
    }

    private Verdict follow(Period<C> before, C content, LocalDate from, LocalDate to) {
        LocalDate until = dayBeforeTheNext(from);
        if (!Objects.equals(before.span.to(), until)) {
            return Verdict.refused(RefusalCode.PERIOD_OVERLAP, "from");
        }
        LocalDate end = to == null ? until : to;
        if (until != null && end.isAfter(until)) {
            return Verdict.refused(RefusalCode.PERIOD_OVERLAP, "to");
        }
        if (to == null && before.content.equals(content)) {
            return Verdict.of(State.UNCHANGED);
        }
        before.become(before.content, new Span(before.span.from(), from.minusDays(1)));
        periods.add(new Period<>(null, content, new Span(from, end)));
        affect(new Span(from, until));
        return Verdict.of(State.CHANGED);
    }

    /** Until when what begins on a day counts if nothing ends it; null where nothing follows. */
    private LocalDate dayBeforeTheNext(LocalDate from) {
        return periods.stream()
                .map(each -> each.span.from())
                .filter(begins -> begins.isAfter(from))
                .min(Comparator.naturalOrder())
                .map(begins -> begins.minusDays(1))
                .orElse(null);
    }

    private Optional<Period<C>> find(java.util.function.Predicate<Period<C>> wanted) {
        return periods.stream().filter(wanted).findFirst();
    }

    private void affect(Span days) {
        affected = affected == null ? days : affected.hull(days);
    }

    /** Whether nothing was on record before. */
    public boolean wereUnknown() {
        return unknown;
    }

    /** What has become of them, in the order of their days. */
    public List<Period<C>> all() {
        return periods.stream()
                .sorted(Comparator.comparing(each -> each.span.from()))
                .toList();
    }

    /** The ids of the rows to supersede. */
    public List<Long> superseded() {
        return periods.stream()
                .filter(each -> each.touched && each.id != null)
                .map(each -> each.id)
                .toList();
    }

    /** What takes their place, and what is new. */
    public List<Period<C>> written() {
        return periods.stream().filter(each -> each.touched).toList();
    }

    /** The days of which something else is on record than before; empty where there are none. */
    public Optional<Span> affected() {
        return Optional.ofNullable(affected);
    }
}
