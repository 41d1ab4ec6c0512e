package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.onestop.time.BusinessClock;

/** What lies in suspense of a payment goes to members afterwards (核销), or back to the unit. */
@ApplicationScoped
class Suspense {

    private final FundStatements statements;
    private final ContributionRows rows;
    private final PaidMembers members;
    private final Refunds refunds;
    private final FundDays days;
    private final FundJournal journal;
    private final Ledger ledger;
    private final BusinessClock clock;

    Suspense(
            FundStatements statements,
            ContributionRows rows,
            PaidMembers members,
            Refunds refunds,
            FundDays days,
            FundJournal journal,
            Ledger ledger,
            BusinessClock clock) {
        this.statements = statements;
        this.rows = rows;
        this.members = members;
        this.refunds = refunds;
        this.days = days;
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What is answered: one allotment, and what is left in suspense after it. */
    record Allotted(UUID allotmentId, Money amount, int members, LocalDate allottedOn, Money suspenseLeft) {}

    /**
     * Gives money in suspense to members; they count as paid since the day on which it came in.
     *
     * @param on null means today
     * @throws org.onestop.refusal.RefusedException contribution-not-found, too-many-members, id-number-invalid,
     *     dates-out-of-order, date-in-future, members-not-due, suspense-exceeded
     */
    Commands.Made allot(Caller caller, UUID id, List<NamedMember> named, LocalDate on) {
        ContributionRows.Row payment = held(id);
        LocalDate day = on == null ? clock.today() : on;
        days.within("/allottedOn", day, payment.receivedOn(), null);
        List<Member> paid = due(payment, members.named(named, payment.term()));
        Money sum = Matching.sum(paid);
        refuseMoreThanLeft(payment, sum);
        OffsetDateTime now = clock.now();
        UUID allotment = RecordIds.next(now.toInstant().toEpochMilli());
        statements.run(
                "insert into contribution_allotment (id, contribution_id, amount, members, allotted_on, client_id, subject,"
                        + " recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                allotment,
                id,
                sum,
                paid.size(),
                day,
                caller.clientId(),
                caller.subject(),
                now);
        members.paid(id, allotment, paid, payment.receivedOn());
        post(caller, allotment, paid, sum, day);
        journal.append(
                "CONTRIBUTION_ALLOTMENT",
                allotment,
                caller.clientId(),
                new FundJournal.Line("contribution", id),
                new FundJournal.Line("amount", sum.fen()),
                new FundJournal.Line("members", paid.size()),
                new FundJournal.Line("allottedOn", day),
                new FundJournal.Line("subject", caller.subject()),
                new FundJournal.Line("recordedAt", now.toInstant()));
        return Commands.Made.created(
                link(id), new Allotted(allotment, sum, paid.size(), day, payment.suspenseLeft().minus(sum)));
    }

    private void post(Caller caller, UUID allotment, List<Member> paid, Money sum, LocalDate day) {
        Map<Integer, List<Member>> terms =
                paid.stream().collect(Collectors.groupingBy(Member::term, TreeMap::new, Collectors.toList()));
        List<Line> lines = new ArrayList<>();
        lines.add(Line.debit(FundAccounts.SUSPENSE, sum));
        terms.forEach((term, each) -> lines.add(Line.credit(FundAccounts.receivable(term), Matching.sum(each))));
        ledger.post(
                UnitCourse.author(caller),
                new JournalDraft(
                        "SUSPENSE_ALLOTTED",
                        new JournalDraft.Source("CONTRIBUTION_ALLOTMENT", allotment.toString()),
                        day,
                        lines));
    }

    /**
     * Gives money in suspense back to the unit.
     *
     * @throws org.onestop.refusal.RefusedException contribution-not-found, amount-out-of-range, dates-out-of-order,
     *     date-in-future, bank-reference-used, suspense-exceeded, account-overdrawn
     */
    Commands.Made refund(Caller caller, UUID id, Money amount, Refund refund) {
        ContributionRows.Row payment = held(id);
        Contributions.refuseNothing("/amount", amount);
        days.within("/refundedOn", refund.refundedOn(), payment.receivedOn(), null);
        refunds.refuseUsed(refund.bankReference());
        refuseMoreThanLeft(payment, amount);
        UUID made = refunds.write(caller, id, null, amount, refund, FundAccounts.SUSPENSE);
        return Commands.Made.created(
                link(id),
                new Refunds.Refunded(made, amount, refund.refundedOn(), payment.suspenseLeft().minus(amount)));
    }

    private ContributionRows.Row held(UUID id) {
        ContributionRows.Row seen = required(id);
        statements.holdUnits(List.of(seen.unit()));
        return required(id);
    }

    /** @throws org.onestop.refusal.RefusedException contribution-not-found */
    ContributionRows.Row required(UUID id) {
        return rows.byId(id)
                .orElseThrow(() -> Refusal.of(RefusalCode.CONTRIBUTION_NOT_FOUND).asException());
    }

    /** All of them, or a refusal that names those who are not to be paid for. */
    private static List<Member> due(ContributionRows.Row payment, List<Member> named) {
        List<FieldFault> faults = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < named.size(); i++) {
            Member member = named.get(i);
            boolean isDue = member != null && member.isDue() && member.unit().equals(payment.unit());
            if (!isDue || !seen.add(member.id())) {
                faults.add(FieldFault.of("/members/" + i, FieldFault.Code.MISMATCH));
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.of(RefusalCode.MEMBERS_NOT_DUE, faults).asException();
        }
        return named;
    }

    private static void refuseMoreThanLeft(ContributionRows.Row payment, Money amount) {
        if (amount.compareTo(payment.suspenseLeft()) > 0) {
            throw Refusal.of(RefusalCode.SUSPENSE_EXCEEDED).asException();
        }
    }

    /** Where a payment can be read. */
    static String link(UUID id) {
        return "/api/v1/mutual-aid/contributions/" + id;
    }
}
