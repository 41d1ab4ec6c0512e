package org.onestop.hospital;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import org.onestop.access.Caller;
import org.onestop.history.Verdict;
import org.onestop.history.Verdict.State;
import org.onestop.idempotency.Commands;
import org.onestop.journal.Changes;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** What the keeper of hospitals asks for. Days may lie ahead: that a hospital rises or leaves is known beforehand. */
@ApplicationScoped
class HospitalRecords {

    private final HospitalHistory history;
    private final HospitalRepository hospitals;
    private final BusinessClock clock;

    HospitalRecords(HospitalHistory history, HospitalRepository hospitals, BusinessClock clock) {
        this.history = history;
        this.hospitals = hospitals;
        this.clock = clock;
    }

    /**
     * Puts a hospital, or what it is from a day on, on record.
     *
     * @throws org.onestop.refusal.RefusedException division-unknown, period-overlap
     */
    Commands.Made record(Caller caller, HospitalRequest request) {
        Hospital period = request.period(clock.today());
        Verdict verdict = history.apply(author(caller), List.of(period)).get(0).orRefuse();
        HospitalView made = view(period.code());
        return verdict.state() == State.UNCHANGED
                ? Commands.Made.ok(made)
                : Commands.Made.created(link(period.code()), made);
    }

    /**
     * Ends the open period of a hospital.
     *
     * @throws org.onestop.refusal.RefusedException hospital-not-found, dates-out-of-order, period-ended
     */
    Commands.Made end(Caller caller, String code, LocalDate lastDay) {
        if (!Hospital.isCode(code) || hospitals.periods(code).isEmpty()) {
            throw Refusal.of(RefusalCode.HOSPITAL_NOT_FOUND).asException();
        }
        history.end(author(caller), code, lastDay).orRefuse();
        return Commands.Made.ok(view(code));
    }

    private HospitalView view(String code) {
        return HospitalView.of(code, hospitals.periods(code));
    }

    private static Changes.Author author(Caller caller) {
        return new Changes.Author(caller.clientId(), caller.subject());
    }

    private static String link(String code) {
        return "/api/v1/hospitals/" + code;
    }
}
