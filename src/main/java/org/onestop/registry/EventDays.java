package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Judges the days on which a request says that something happened: today where it says nothing, never later. */
@ApplicationScoped
class EventDays {

    private final BusinessClock clock;

    EventDays(BusinessClock clock) {
        this.clock = clock;
    }

    LocalDate today() {
        return clock.today();
    }

    /**
     * The day of an event.
     *
     * @param field    where the request says it
     * @param given    null where the request says nothing
     * @param earliest the day of what must have gone before; null where nothing must
     * @throws org.onestop.refusal.RefusedException dates-out-of-order, date-in-future
     */
    LocalDate past(String field, LocalDate given, LocalDate earliest) {
        LocalDate today = clock.today();
        LocalDate day = given == null ? today : given;
        inOrder(field, earliest, day);
        if (day.isAfter(today)) {
            throw Refusal.of(
                            RefusalCode.DATE_IN_FUTURE,
                            new FieldFault(field, FieldFault.Code.IN_FUTURE, Map.of("today", today.toString())))
                    .asException();
        }
        return day;
    }

    /**
     * Refuses a day that comes too early.
     *
     * @param earliest null where none is too early
     * @param day      null where there is none
     */
    static void inOrder(String field, LocalDate earliest, LocalDate day) {
        if (earliest != null && day != null && day.isBefore(earliest)) {
            throw outOfOrder(field);
        }
    }

    static RuntimeException outOfOrder(String field) {
        return Refusal.of(RefusalCode.DATES_OUT_OF_ORDER, FieldFault.of(field, FieldFault.Code.OUT_OF_ORDER))
                .asException();
    }
}
