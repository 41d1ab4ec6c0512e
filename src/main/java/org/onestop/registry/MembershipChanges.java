package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.idempotency.Commands;
import org.onestop.journal.RecordIds;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Members join a household, leave it, die, fall ill and recover (成员变动). */
@ApplicationScoped
class MembershipChanges {

    private final Households households;
    private final PersonIntake intake;
    private final Memberships memberships;
    private final Deaths deaths;
    private final FileChanges changes;
    private final EventDays days;

    MembershipChanges(
            Households households,
            PersonIntake intake,
            Memberships memberships,
            Deaths deaths,
            FileChanges changes,
            EventDays days) {
        this.households = households;
        this.intake = intake;
        this.memberships = memberships;
        this.deaths = deaths;
        this.changes = changes;
        this.days = days;
    }

    /** What is answered of a new member. */
    record Joined(UUID memberId, Relation relation) {}

    /** What is answered of a member who left. */
    record Left(UUID memberId, LeaveReason because, LocalDate lastDay) {}

    /** What is answered of a changed mark; the mark itself would be kept with the answer. */
    record Marked(UUID memberId, LocalDate from) {}

    /**
     * Counts a person to a household.
     *
     * @throws org.onestop.refusal.RefusedException household-not-found, id-number-invalid, dates-out-of-order,
     *     date-in-future, person-name-mismatch, person-in-another-household, period-overlap
     */
    Commands.Made join(Caller caller, String fileNo, JoinHousehold request) {
        Act act = households.taken(caller, fileNo);
        Map<MemberForm, IdNumber> form = PersonIntake.numbered(List.of(request.member()));
        LocalDate from = days.past("/from", request.from(), act.household().openedOn());
        UUID person = intake.taken(form).get(0);
        Joined joined = join(act, request.member(), person, from);
        changes.corrected(act, List.of(person), from, null, ChangeKind.MEMBER_JOINED);
        return Commands.Made.created(Household.link(fileNo), joined);
    }

    /** Counts a person to a household whose file is in hand, without an end: so nobody who has died. */
    Joined join(Act act, MemberForm form, UUID person, LocalDate from) {
        if (deaths.of(person).isPresent()) {
            throw EventDays.outOfOrder(form.pointer() + "/idNumber");
        }
        refuseIfBelonging(act, form, memberships.householdsOf(person, from));
        UUID memberId = RecordIds.next(act.at().toInstant().toEpochMilli());
        memberships.write(
                new Memberships.Row(
                        0, act.fileNo(), memberId, person, form.relation(), form.seriouslyIll(), from, null, null),
                act.at());
        changes.record(
                act,
                happening(ChangeKind.MEMBER_JOINED, person, from, null,
                        Map.of("memberId", memberId, "relation", form.relation())));
        if (form.seriouslyIll()) {
            changes.record(act, illness(person, memberId, from, true));
        }
        return new Joined(memberId, form.relation());
    }

    /**
     * Ends a membership.
     *
     * @throws org.onestop.refusal.RefusedException household-not-found, household-member-not-found, dates-out-of-order,
     *     date-in-future, period-ended
     */
    Commands.Made leave(Caller caller, String fileNo, String member, LeaveHousehold request) {
        Act act = households.taken(caller, fileNo);
        List<Memberships.Row> rows = memberships.required(fileNo, member);
        Memberships.Row last = rows.get(rows.size() - 1);
        memberships.hold(last.personId());
        LocalDate lastDay = days.past("/lastDay", request.lastDay(), rows.get(0).from());
        if (request.because() == LeaveReason.DIED) {
            deaths.refuseAnotherDay("/lastDay", last.personId(), lastDay);
        }
        refuseIfEnded(last);
        rows.stream().filter(row -> row.lastsUntil(lastDay)).forEach(row -> memberships.supersede(row, act.at()));
        rows.stream()
                .filter(row -> row.lastsUntil(lastDay) && !row.from().isAfter(lastDay))
                .forEach(row -> memberships.write(row.endingOn(lastDay, request.because()), act.at()));
        ChangeKind kind = request.because() == LeaveReason.DIED ? ChangeKind.MEMBER_DIED : ChangeKind.MEMBER_LEFT;
        if (kind == ChangeKind.MEMBER_DIED) {
            deaths.write(last.personId(), lastDay, act.at());
        }
        changes.record(
                act,
                happening(kind, last.personId(), rows.get(0).from(), lastDay,
                        Map.of("memberId", last.memberId(), "because", request.because())));
        changes.corrected(act, List.of(last.personId()), lastDay.plusDays(1), null, kind);
        return Commands.Made.created(
                Household.link(fileNo), new Left(last.memberId(), request.because(), lastDay));
    }

    /**
     * Marks a member as seriously ill or no longer so, until the end of the membership.
     *
     * @throws org.onestop.refusal.RefusedException household-not-found, household-member-not-found, dates-out-of-order,
     *     date-in-future, period-ended
     */
    Commands.Made mark(Caller caller, String fileNo, String member, ChangeIllness request) {
        Act act = households.taken(caller, fileNo);
        List<Memberships.Row> rows = memberships.required(fileNo, member);
        Memberships.Row last = rows.get(rows.size() - 1);
        LocalDate from = days.past("/from", request.from(), rows.get(0).from());
        if (!last.lastsUntil(from)) {
            throw ended();
        }
        for (Memberships.Row row : rows) {
            if (row.lastsUntil(from)) {
                memberships.supersede(row, act.at());
            }
            if (row.lastsUntil(from) && row.from().isBefore(from)) {
                memberships.write(row.endingOn(from.minusDays(1), null), act.at());
            }
        }
        Memberships.Row marked = last.withIllness(request.seriouslyIll()).during(from, last.to());
        memberships.write(marked, act.at());
        changes.record(act, illness(last.personId(), last.memberId(), from, request.seriouslyIll()));
        changes.corrected(act, List.of(last.personId()), from, last.to(), ChangeKind.MEMBER_ILLNESS);
        return Commands.Made.created(Household.link(fileNo), new Marked(last.memberId(), from));
    }

    private static void refuseIfBelonging(Act act, MemberForm form, List<String> households) {
        if (households.stream().anyMatch(each -> !each.equals(act.fileNo()))) {
            throw Refusal.of(RefusalCode.PERSON_IN_ANOTHER_HOUSEHOLD).asException();
        }
        if (!households.isEmpty()) {
            throw Refusal.of(
                            RefusalCode.PERIOD_OVERLAP,
                            FieldFault.of(form.pointer() + "/idNumber", FieldFault.Code.DUPLICATE))
                    .asException();
        }
    }

    private static void refuseIfEnded(Memberships.Row last) {
        if (last.to() != null) {
            throw ended();
        }
    }

    private static RuntimeException ended() {
        return Refusal.of(RefusalCode.PERIOD_ENDED).asException();
    }

    private static FileChanges.Happening illness(UUID person, UUID memberId, LocalDate from, boolean ill) {
        return happening(
                ChangeKind.MEMBER_ILLNESS, person, from, null, Map.of("memberId", memberId, "seriouslyIll", ill));
    }

    private static FileChanges.Happening happening(
            ChangeKind kind, UUID person, LocalDate from, LocalDate to, Map<String, Object> facts) {
        return new FileChanges.Happening(kind, person, null, from, to, facts);
    }
}
