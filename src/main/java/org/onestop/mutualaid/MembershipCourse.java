package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.idempotency.Commands;
import org.onestop.journal.Changes;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.CreditCode;
import org.onestop.registry.Department;
import org.onestop.time.BusinessClock;

/** What may happen to a membership within its term: transfer, leaving, death, and that it never should have been. */
@ApplicationScoped
class MembershipCourse {

    private final FundStatements statements;
    private final MemberRows rows;
    private final Units units;
    private final Accruals accruals;
    private final Standings standings;
    private final FundDays days;
    private final Changes changes;
    private final BusinessClock clock;

    MembershipCourse(
            FundStatements statements,
            MemberRows rows,
            Units units,
            Accruals accruals,
            Standings standings,
            FundDays days,
            Changes changes,
            BusinessClock clock) {
        this.statements = statements;
        this.rows = rows;
        this.units = units;
        this.accruals = accruals;
        this.standings = standings;
        this.days = days;
        this.changes = changes;
        this.clock = clock;
    }

    /** Why somebody leaves. */
    enum Leaving {
        LEFT,
        /** The day of death still counts. */
        DIED
    }

    /** Why a membership should never have been. */
    enum Mistake {
        /** The person was registered by mistake. */
        REGISTERED_BY_MISTAKE,
        /** The person had died, or had left the unit, before the term began. */
        GONE_BEFORE
    }

    /**
     * Takes a member over into another unit; coverage and payment go along.
     *
     * @param on first day in the other unit
     * @throws org.onestop.refusal.RefusedException membership-not-found, credit-code-invalid, unit-unknown,
     *     dates-out-of-order, date-in-future, unit-closed, member-already where it is the same unit, membership-ended
     */
    Commands.Made transfer(Caller caller, UUID id, String unit, LocalDate on) {
        CreditCode target = CreditCode.required("/unitCode", unit);
        Member member = held(id, target.value());
        UnitNow to = units.now(target.value())
                .orElseThrow(() -> Refusal.of(RefusalCode.UNIT_UNKNOWN).asException());
        days.within("/on", on, member.unitSince().plusDays(1), Member.endOf(member.term()));
        if (!to.takesPart(on)) {
            throw Refusal.of(RefusalCode.UNIT_CLOSED).asException();
        }
        if (member.unit().equals(target.value())) {
            throw Refusal.of(RefusalCode.MEMBER_ALREADY).asException();
        }
        refuseEnded(member);
        rows.replaceLast(
                member,
                clock.now(),
                row(member, member.unit(), member.unitSince(), on.minusDays(1), "TRANSFERRED"),
                row(member, target.value(), on, null, null));
        record(caller, "MEMBERSHIP_TRANSFERRED", member, target.value(), on, null);
        return made(id);
    }

    /**
     * Ends a membership.
     *
     * @param lastDay on which the person is a member
     * @throws org.onestop.refusal.RefusedException membership-not-found, dates-out-of-order, date-in-future,
     *     membership-ended
     */
    Commands.Made leave(Caller caller, UUID id, Leaving why, LocalDate lastDay) {
        Member member = held(id, null);
        days.within("/lastDay", lastDay, member.unitSince(), Member.endOf(member.term()));
        refuseEnded(member);
        end(member, lastDay, why.name());
        accruals.writeBack(UnitCourse.author(caller), member, lastDay);
        standings.project(List.of(member.person()), member.term());
        record(caller, "MEMBERSHIP_ENDED", member, member.unit(), lastDay.plusDays(1), why.name());
        return made(id);
    }

    /** Why an end should never have been recorded. */
    enum Reinstating {
        /** The member has not left. */
        LEFT_BY_MISTAKE,
        /** The member is alive. */
        DEATH_BY_MISTAKE
    }

    /**
     * Lets a membership go on whose end was recorded by mistake, as if it had never ended. What was settled meanwhile stays.
     *
     * @throws org.onestop.refusal.RefusedException membership-not-found, membership-in-force; membership-ended for
     *     good, where the contribution was refunded or was never paid (it is cancelled, and joined anew)
     */
    Commands.Made reinstate(Caller caller, UUID id, Reinstating why) {
        Member member = held(id, null);
        if (member.leftBecause() == null) {
            throw Refusal.of(RefusalCode.MEMBERSHIP_IN_FORCE).asException();
        }
        boolean canGoOn = member.contribution() == Member.Contribution.PAID
                || member.contribution() == Member.Contribution.NONE;
        if (!canGoOn) {
            refuseEnded(member);
        }
        rows.replaceLast(member, clock.now(), row(member, member.unit(), member.unitSince(), null, null));
        standings.project(List.of(member.person()), member.term());
        record(caller, "MEMBERSHIP_REINSTATED", member, member.unit(), member.until().plusDays(1), why.name());
        return made(id);
    }

    /**
     * Takes a membership off the record that should never have been.
     *
     * @throws org.onestop.refusal.RefusedException membership-not-found, contribution-paid
     */
    Commands.Made cancel(Caller caller, UUID id, Mistake why) {
        Member member = held(id, null);
        if (member.contribution() == Member.Contribution.PAID) {
            throw Refusal.of(RefusalCode.CONTRIBUTION_PAID).asException();
        }
        LocalDate today = clock.today();
        accruals.writeBack(
                UnitCourse.author(caller), member, today.isBefore(member.joinedOn()) ? member.joinedOn() : today);
        supersede(member);
        record(caller, "MEMBERSHIP_CANCELLED", member, member.unit(), member.joinedOn(), why.name());
        return Commands.Made.ok(new Cancelled(id, "CANCELLED"));
    }

    /** What is answered where a membership is no longer on record. */
    record Cancelled(UUID membershipId, String state) {}

    /** Lets a membership end on a day, in the place of what was on record of its end. */
    void end(Member member, LocalDate lastDay, String because) {
        rows.replaceLast(member, clock.now(), row(member, member.unit(), member.unitSince(), lastDay, because));
    }

    /** As if it had never been. */
    void supersede(Member member) {
        rows.supersede(member.id(), clock.now());
        standings.project(List.of(member.person()), member.term());
    }

    /**
     * A membership that nobody else changes until the transaction ends.
     *
     * @param other another unit to be held with the membership's own; null where there is none
     * @throws org.onestop.refusal.RefusedException membership-not-found; request-in-progress where somebody has just
     *     transferred it
     */
    Member held(UUID id, String other) {
        Member seen = required(id);
        statements.holdUnits(other == null ? List.of(seen.unit()) : List.of(seen.unit(), other));
        Member member = required(id);
        if (!member.unit().equals(seen.unit())) {
            throw Refusal.of(RefusalCode.REQUEST_IN_PROGRESS).asException();
        }
        return member;
    }

    /** @throws org.onestop.refusal.RefusedException membership-not-found */
    Member required(UUID id) {
        return rows.byId(id)
                .orElseThrow(() -> Refusal.of(RefusalCode.MEMBERSHIP_NOT_FOUND).asException());
    }

    private static void refuseEnded(Member member) {
        if (member.leftBecause() != null) {
            throw Refusal.of(RefusalCode.MEMBERSHIP_ENDED).asException();
        }
    }

    private static MemberRows.Row row(Member member, String unit, LocalDate from, LocalDate to, String because) {
        return new MemberRows.Row(
                member.id(), member.person(), member.term(), unit, from, member.firstJoiner(), to, because);
    }

    /**
     * Puts a change of a membership on record.
     *
     * @param why a constant's name; null where the kind says it all
     */
    void record(Caller caller, String kind, Member member, String unit, LocalDate from, String why) {
        String facts = "{\"membershipId\":\"" + member.id() + "\",\"term\":" + member.term()
                + (why == null ? "" : ",\"because\":\"" + why + "\"") + "}";
        changes.append(
                UnitCourse.author(caller),
                Changes.Topic.MUTUAL_AID,
                List.of(new Changes.Change(
                        kind, unit, member.person(), null, Department.UNION.name(), from, null, facts)));
    }

    private Commands.Made made(UUID id) {
        Member member = required(id);
        return Commands.Made.ok(MembershipView.of(member, standings.of(member)));
    }
}
