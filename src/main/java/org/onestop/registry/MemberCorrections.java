package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.CorrectionReasons.Kind;

/** What was recorded wrongly of a household's member is put right (更正): a death, the relation to the head. */
@ApplicationScoped
class MemberCorrections {

    private final FileKeepers keepers;
    private final Memberships memberships;
    private final Deaths deaths;
    private final CorrectionReasons reasons;
    private final FileChanges changes;
    private final EventDays days;

    MemberCorrections(
            FileKeepers keepers,
            Memberships memberships,
            Deaths deaths,
            CorrectionReasons reasons,
            FileChanges changes,
            EventDays days) {
        this.keepers = keepers;
        this.memberships = memberships;
        this.deaths = deaths;
        this.reasons = reasons;
        this.changes = changes;
        this.days = days;
    }

    /** What is answered of a corrected death; {@code diedOn} is null where the person has not died. */
    record DeathCorrected(UUID memberId, LocalDate diedOn) {}

    /** What is answered of a corrected relation. */
    record RelationCorrected(UUID memberId, Relation relation, LocalDate from) {}

    /**
     * Puts right a death that ended a membership: it was another day, or none.
     *
     * @throws org.onestop.refusal.RefusedException level-mismatch, department-mismatch, household-not-found,
     *     household-member-not-found, dates-out-of-order, date-in-future, person-in-another-household, period-overlap,
     *     nothing-to-correct
     */
    Commands.Made death(Caller caller, String fileNo, String member, CorrectDeath request) {
        Act act = keepers.taken(caller, fileNo);
        List<Memberships.Row> rows = memberships.required(fileNo, member);
        Memberships.Row last = rows.get(rows.size() - 1);
        UUID person = last.personId();
        memberships.hold(person);
        LocalDate diedOn = request.diedOn() == null
                ? null
                : days.past("/diedOn", request.diedOn(), rows.get(0).from());
        LocalDate recorded = deaths.of(person)
                .filter(day -> last.leftBecause() == LeaveReason.DIED && !day.equals(diedOn))
                .orElseThrow(MemberCorrections::nothing);
        boolean lastsLonger = diedOn == null || diedOn.isAfter(recorded);
        if (lastsLonger) {
            refuseIfBelonging(act, memberships.householdsOf(person, recorded.plusDays(1)));
        }
        memberships.endAnew(rows, diedOn, diedOn == null ? null : LeaveReason.DIED, act.at());
        deaths.replace(person, diedOn, act.at());
        reasons.write(caller, Kind.DEATH, person, fileNo, request.reason(), act.at());
        LocalDate from = lastsLonger ? recorded.plusDays(1) : diedOn.plusDays(1);
        LocalDate to = diedOn == null ? null : lastsLonger ? diedOn : recorded;
        record(act, ChangeKind.MEMBER_DEATH_CORRECTED, last, from, to, facts(last, recorded, diedOn));
        changes.corrected(act, List.of(person), from, to, ChangeKind.MEMBER_DEATH_CORRECTED);
        return Commands.Made.created(Household.link(fileNo), new DeathCorrected(last.memberId(), diedOn));
    }

    private static Map<String, Object> facts(Memberships.Row member, LocalDate recorded, LocalDate diedOn) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("memberId", member.memberId());
        facts.put("recorded", recorded);
        facts.put("diedOn", diedOn);
        return facts;
    }

    /** What the register said since of where the person belongs must be put right first. */
    private static void refuseIfBelonging(Act act, List<String> households) {
        if (!households.isEmpty()) {
            boolean elsewhere = households.stream().anyMatch(each -> !each.equals(act.fileNo()));
            throw Refusal.of(elsewhere ? RefusalCode.PERSON_IN_ANOTHER_HOUSEHOLD : RefusalCode.PERIOD_OVERLAP)
                    .asException();
        }
    }

    /**
     * Puts right what a member is to the head: from the beginning, or since a day where it has changed. Nobody's standing
     * depends on it, so no settlement is looked at again.
     *
     * @throws org.onestop.refusal.RefusedException level-mismatch, department-mismatch, household-not-found,
     *     household-member-not-found, dates-out-of-order, date-in-future, period-ended, nothing-to-correct
     */
    Commands.Made relation(Caller caller, String fileNo, String member, CorrectRelation request) {
        Act act = keepers.taken(caller, fileNo);
        List<Memberships.Row> rows = memberships.required(fileNo, member);
        Memberships.Row last = rows.get(rows.size() - 1);
        LocalDate first = rows.get(0).from();
        LocalDate from = request.from() == null ? first : days.past("/from", request.from(), first);
        if (!last.lastsUntil(from)) {
            throw Refusal.of(RefusalCode.PERIOD_ENDED).asException();
        }
        List<Memberships.Row> wrong = rows.stream()
                .filter(row -> row.lastsUntil(from) && row.relation() != request.relation())
                .toList();
        if (wrong.isEmpty()) {
            throw nothing();
        }
        wrong.forEach(row -> memberships.supersede(row, act.at()));
        for (Memberships.Row row : wrong) {
            if (row.from().isBefore(from)) {
                memberships.write(row.endingOn(from.minusDays(1), null), act.at());
            }
            LocalDate since = row.from().isBefore(from) ? from : row.from();
            memberships.write(row.withRelation(request.relation()).during(since, row.to()), act.at());
        }
        reasons.write(caller, Kind.RELATION, last.personId(), fileNo, request.reason(), act.at());
        record(
                act,
                ChangeKind.MEMBER_RELATION_CORRECTED,
                last,
                from,
                last.to(),
                Map.of("memberId", last.memberId(), "relation", request.relation()));
        return Commands.Made.created(
                Household.link(fileNo), new RelationCorrected(last.memberId(), request.relation(), from));
    }

    private void record(
            Act act, ChangeKind kind, Memberships.Row member, LocalDate from, LocalDate to, Map<String, Object> facts) {
        changes.record(act, new FileChanges.Happening(kind, member.personId(), null, from, to, facts));
    }

    private static RuntimeException nothing() {
        return Refusal.of(RefusalCode.NOTHING_TO_CORRECT).asException();
    }
}
