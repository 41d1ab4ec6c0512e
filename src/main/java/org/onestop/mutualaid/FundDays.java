package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Judges the days on which a request says that something happened. */
@ApplicationScoped
class FundDays {

    private static final int EARLIEST_TERM = 2000;

    private final BusinessClock clock;

    FundDays(BusinessClock clock) {
        this.clock = clock;
    }

    /**
     * A day that has come and lies between two others.
     *
     * @param field    where the request says it
     * @param earliest null where none is too early
     * @param latest   null where none is too late but those that have not come
     * @throws org.onestop.refusal.RefusedException dates-out-of-order, date-in-future
     */
    void within(String field, LocalDate day, LocalDate earliest, LocalDate latest) {
        if (earliest != null && day.isBefore(earliest) || latest != null && day.isAfter(latest)) {
            throw Refusal.of(RefusalCode.DATES_OUT_OF_ORDER, FieldFault.of(field, FieldFault.Code.OUT_OF_ORDER))
                    .asException();
        }
        if (day.isAfter(clock.today())) {
            throw Refusal.of(
                            RefusalCode.DATE_IN_FUTURE,
                            new FieldFault(
                                    field, FieldFault.Code.IN_FUTURE, Map.of("today", clock.today().toString())))
                    .asException();
        }
    }

    /**
     * A term for which something can be done: no further ahead than the next.
     *
     * @throws org.onestop.refusal.RefusedException value-out-of-range
     */
    void term(int term) {
        int last = clock.today().getYear() + 1;
        if (term < EARLIEST_TERM || term > last) {
            throw Refusal.of(
                            RefusalCode.VALUE_OUT_OF_RANGE,
                            new FieldFault(
                                    "/term", FieldFault.Code.OUT_OF_RANGE, Map.of("limit", Integer.toString(last))))
                    .asException();
        }
    }
}
