package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.adjudication.Scheme;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.EnrolmentRows.Enrolment;
import org.onestop.registry.EnrolmentRows.Suspension;
import org.onestop.time.BusinessClock;

/** The course of a person's basic medical insurance: opened, suspended, resumed, ended. */
@ApplicationScoped
class EnrolmentCourse {

    private final EnrolmentRows rows;
    private final EnrolmentChanges changes;
    private final PersonIntake intake;
    private final Divisions divisions;
    private final EventDays days;
    private final BusinessClock clock;

    EnrolmentCourse(
            EnrolmentRows rows,
            EnrolmentChanges changes,
            PersonIntake intake,
            Divisions divisions,
            EventDays days,
            BusinessClock clock) {
        this.rows = rows;
        this.changes = changes;
        this.intake = intake;
        this.divisions = divisions;
        this.days = days;
        this.clock = clock;
    }

    /** What is answered: the person as the feed names it, and all periods as they are now. */
    record Standing(UUID personId, EnrolmentsView insurance) {}

    /** One person's insurance in one command's hands. */
    private record InHand(
            Caller caller,
            UUID person,
            Optional<Area> area,
            List<Enrolment> enrolments,
            List<Suspension> suspensions,
            OffsetDateTime at) {

        Optional<Enrolment> open() {
            return enrolments.stream().filter(each -> each.to() == null).findFirst();
        }
    }

    /**
     * Opens a period; one that is open is ended on the day before.
     *
     * @throws org.onestop.refusal.RefusedException area-mismatch, id-number-invalid, date-in-future, person-name-mismatch,
     *     working-status-mismatch, period-overlap
     */
    Commands.Made open(Caller caller, OpenEnrolment request) {
        IdNumber number = MemberForm.number("/idNumber", request.idNumber());
        intake.held(number).ifPresent(known -> refuseAnotherArea(caller, rows.area(known, clock.today())));
        LocalDate from = days.past("/from", request.from(), null);
        UUID person = intake.named(number, request.name());
        if ((request.scheme() == Scheme.EMPLOYEE) != (request.workingStatus() != null)) {
            throw Refusal.of(
                            RefusalCode.WORKING_STATUS_MISMATCH,
                            FieldFault.of("/workingStatus", FieldFault.Code.MISMATCH))
                    .asException();
        }
        InHand hand = inHand(caller, person);
        Optional<Enrolment> before = hand.open().filter(each -> each.from().isBefore(from));
        if (hand.enrolments().stream().anyMatch(each -> each.lastsUntil(from) && !before.equals(Optional.of(each)))
                || before.filter(each -> says(each, request)).isPresent()) {
            throw Refusal.of(RefusalCode.PERIOD_OVERLAP).asException();
        }
        before.ifPresent(each -> end(hand, each, from.minusDays(1), EnrolmentEnd.REPLACED));
        rows.add(person, request.scheme(), request.workingStatus(), from, hand.at());
        return made(Response.Status.CREATED, hand, EnrolmentChange.ENROLMENT_OPENED, from, null);
    }

    private static boolean says(Enrolment period, OpenEnrolment request) {
        return period.scheme() == request.scheme() && period.workingStatus() == request.workingStatus();
    }

    /**
     * Ends the open period. One that was wrong from the beginning is ended on the day before it began, as a correction.
     *
     * @throws org.onestop.refusal.RefusedException area-mismatch, id-number-invalid, dates-out-of-order, date-in-future,
     *     person-unknown, period-ended
     */
    Commands.Made end(Caller caller, EndEnrolment request) {
        InHand hand = taken(caller, request.idNumber());
        Enrolment open = hand.open().orElseThrow(EnrolmentCourse::ended);
        LocalDate first = request.reason() == EnrolmentEnd.CORRECTION ? open.from().minusDays(1) : open.from();
        LocalDate lastDay = days.past("/lastDay", request.lastDay(), first);
        end(hand, open, lastDay, request.reason());
        return made(Response.Status.OK, hand, EnrolmentChange.ENROLMENT_ENDED, lastDay.plusDays(1), null);
    }

    /** What was suspended is not once the insurance has ended: whoever is insured again begins anew. */
    private void end(InHand hand, Enrolment open, LocalDate lastDay, EnrolmentEnd because) {
        rows.end(hand.person(), open, lastDay, because, hand.at());
        hand.suspensions().stream()
                .filter(each -> each.to() == null || each.to().isAfter(lastDay))
                .forEach(each -> rows.resume(hand.person(), each, lastDay, hand.at()));
    }

    /**
     * Suspends the insurance.
     *
     * @throws org.onestop.refusal.RefusedException area-mismatch, id-number-invalid, dates-out-of-order, date-in-future,
     *     person-not-insured where the person is in no scheme on the first day, person-unknown, period-overlap, period-ended
     *     where the insurance ends before the suspension would
     */
    Commands.Made suspend(Caller caller, SuspendEnrolment request) {
        InHand hand = taken(caller, request.idNumber());
        LocalDate from = days.past("/from", request.from(), null);
        EventDays.inOrder("/to", from, request.to());
        Enrolment insured = hand.enrolments().stream()
                .filter(each -> each.covers(from))
                .findFirst()
                .orElseThrow(() -> Refusal.of(RefusalCode.PERSON_NOT_INSURED, Map.of("date", from.toString()))
                        .asException());
        LocalDate to = request.to() == null ? insured.to() : request.to();
        if (hand.suspensions().stream().anyMatch(each -> each.overlaps(from, to))) {
            throw Refusal.of(RefusalCode.PERIOD_OVERLAP).asException();
        }
        if (to != null && !insured.lastsUntil(to)) {
            throw ended();
        }
        rows.suspend(hand.person(), from, to, hand.at());
        return made(Response.Status.CREATED, hand, EnrolmentChange.ENROLMENT_SUSPENDED, from, to);
    }

    /**
     * Ends the suspension that has not ended. One that was wrong from the beginning is ended on the day before it began.
     *
     * @throws org.onestop.refusal.RefusedException area-mismatch, id-number-invalid, dates-out-of-order, date-in-future,
     *     person-unknown, period-ended
     */
    Commands.Made resume(Caller caller, EndSuspension request) {
        InHand hand = taken(caller, request.idNumber());
        Suspension last = hand.suspensions().stream()
                .filter(each -> each.to() == null || each.to().isAfter(request.lastDay()))
                .reduce((earlier, later) -> later)
                .orElseThrow(EnrolmentCourse::ended);
        LocalDate lastDay = days.past("/lastDay", request.lastDay(), last.from().minusDays(1));
        rows.resume(hand.person(), last, lastDay, hand.at());
        return made(Response.Status.OK, hand, EnrolmentChange.ENROLMENT_RESUMED, lastDay.plusDays(1), last.to());
    }

    private InHand taken(Caller caller, String idNumber) {
        UUID person = intake.held(MemberForm.number("/idNumber", idNumber))
                .orElseThrow(() -> Refusal.of(RefusalCode.PERSON_UNKNOWN).asException());
        InHand hand = inHand(caller, person);
        refuseAnotherArea(caller, hand.area());
        return hand;
    }

    private InHand inHand(Caller caller, UUID person) {
        return new InHand(
                caller,
                person,
                rows.area(person, clock.today()),
                rows.enrolments(person, null),
                rows.suspensions(person, null),
                clock.now());
    }

    /** A person of no household is of no area; whose household lives elsewhere is another county's to look after. */
    private void refuseAnotherArea(Caller caller, Optional<Area> area) {
        Registrar who = EnrolmentKeeper.require(caller);
        if (area.filter(each -> !divisions.answersFor(who.area(), each)).isPresent()) {
            throw Refusal.of(RefusalCode.AREA_MISMATCH).asException();
        }
    }

    private Commands.Made made(
            Response.Status status, InHand hand, EnrolmentChange kind, LocalDate from, LocalDate to) {
        EnrolmentsView now = EnrolmentsView.of(rows.enrolments(hand.person(), null), rows.suspensions(hand.person(), null));
        changes.record(hand.caller(), kind, hand.person(), hand.area(), from, to, now);
        return new Commands.Made(status, null, new Standing(hand.person(), now));
    }

    private static RuntimeException ended() {
        return Refusal.of(RefusalCode.PERIOD_ENDED).asException();
    }
}
