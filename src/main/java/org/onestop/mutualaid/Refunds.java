package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.idempotency.Commands;
import org.onestop.journal.RecordIds;
import org.onestop.ledger.JournalDraft;
import org.onestop.ledger.JournalDraft.Line;
import org.onestop.ledger.Ledger;
import org.onestop.money.Money;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.settlement.MemberStandings;
import org.onestop.time.BusinessClock;

/** Gives money back (退款). A member's contribution goes back once, as a whole, and takes the membership with it. */
@ApplicationScoped
class Refunds {

    private final FundStatements statements;
    private final MembershipCourse course;
    private final MemberStandings settled;
    private final Standings standings;
    private final FundDays days;
    private final FundJournal journal;
    private final Ledger ledger;
    private final BusinessClock clock;

    Refunds(
            FundStatements statements,
            MembershipCourse course,
            MemberStandings settled,
            Standings standings,
            FundDays days,
            FundJournal journal,
            Ledger ledger,
            BusinessClock clock) {
        this.statements = statements;
        this.course = course;
        this.settled = settled;
        this.standings = standings;
        this.days = days;
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What is answered; {@code suspenseLeft} is null where it was a member's contribution. */
    record Refunded(UUID refundId, Money amount, LocalDate refundedOn, Money suspenseLeft) {}

    /**
     * Gives a member's contribution back. The membership ends on the day before; where that leaves no day, it never was.
     *
     * @throws org.onestop.refusal.RefusedException membership-not-found, dates-out-of-order (before the money came in, or
     *     before the member came into the present unit), date-in-future, contribution-not-paid, membership-used,
     *     bank-reference-used, account-overdrawn
     */
    Commands.Made refund(Caller caller, UUID membership, Refund refund) {
        Member member = course.held(membership, null);
        if (member.contribution() == Member.Contribution.PAID) {
            days.within("/refundedOn", refund.refundedOn(), member.receivedOn(), null);
        } else {
            throw Refusal.of(RefusalCode.CONTRIBUTION_NOT_PAID).asException();
        }
        settled.hold(Set.of(member.person()), member.term());
        if (!settled.withBurden(Set.of(member.person()), member.term()).isEmpty()) {
            throw Refusal.of(RefusalCode.MEMBERSHIP_USED).asException();
        }
        refuseUsed(refund.bankReference());
        end(member, refund.refundedOn().minusDays(1));
        String income = FundAccounts.income(member.term());
        UUID id = write(caller, member.paidBy(), membership, member.due(), refund, income);
        standings.project(List.of(member.person()), member.term());
        course.record(caller, "CONTRIBUTION_REFUNDED", member, member.unit(), refund.refundedOn(), refund.reason().name());
        return Commands.Made.created(null, new Refunded(id, member.due(), refund.refundedOn(), null));
    }

    private void end(Member member, LocalDate lastDay) {
        if (!lastDay.isBefore(member.until())) {
            return;
        }
        if (!lastDay.isBefore(member.unitSince())) {
            course.end(member, lastDay, "REFUNDED");
        } else if (member.unitSince().equals(member.joinedOn())) {
            course.supersede(member);
        } else {
            throw Refusal.of(
                            RefusalCode.DATES_OUT_OF_ORDER,
                            FieldFault.of("/refundedOn", FieldFault.Code.OUT_OF_ORDER))
                    .asException();
        }
    }

    /** @throws org.onestop.refusal.RefusedException bank-reference-used */
    void refuseUsed(String reference) {
        statements
                .first("select id from contribution_refund where bank_reference = ?", row -> true, reference)
                .ifPresent(used -> {
                    throw Refusal.of(RefusalCode.BANK_REFERENCE_USED).asException();
                });
    }

    /**
     * Puts a refund on record and on the books.
     *
     * @param membership null where it is out of suspense
     * @param account    that bears it
     * @return its id
     */
    UUID write(Caller caller, UUID contribution, UUID membership, Money amount, Refund refund, String account) {
        OffsetDateTime now = clock.now();
        UUID id = RecordIds.next(now.toInstant().toEpochMilli());
        statements.run(
                "insert into contribution_refund (id, contribution_id, membership_id, amount, refunded_on, bank_reference,"
                        + " reason, client_id, subject, recorded_at) values (?, ?, ?::uuid, ?, ?, ?, ?, ?, ?, ?)",
                id,
                contribution,
                membership,
                amount,
                refund.refundedOn(),
                refund.bankReference(),
                refund.reason(),
                caller.clientId(),
                caller.subject(),
                now);
        ledger.post(
                UnitCourse.author(caller),
                new JournalDraft(
                        membership == null ? "SUSPENSE_REFUNDED" : "CONTRIBUTION_REFUNDED",
                        new JournalDraft.Source("CONTRIBUTION_REFUND", id.toString()),
                        refund.refundedOn(),
                        List.of(Line.debit(account, amount), Line.credit(FundAccounts.BANK, amount))));
        journal.append(
                "CONTRIBUTION_REFUND",
                id,
                caller.clientId(),
                new FundJournal.Line("contribution", contribution),
                new FundJournal.Line("membership", membership),
                new FundJournal.Line("amount", amount.fen()),
                new FundJournal.Line("refundedOn", refund.refundedOn()),
                new FundJournal.Line("bankReference", refund.bankReference()),
                new FundJournal.Line("reason", refund.reason()),
                new FundJournal.Line("subject", caller.subject()),
                new FundJournal.Line("recordedAt", now.toInstant()));
        return id;
    }
}
