package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordIds;
import org.onestop.ledger.JournalDraft;
import org.onestop.ledger.JournalDraft.Line;
import org.onestop.ledger.Ledger;
import org.onestop.money.Money;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.CreditCode;
import org.onestop.time.BusinessClock;

/**
 * Takes payments of units in (缴费): matched to members, the rest into suspense, with a receipt, on the books, and into the
 * standing of those who are paid for, all in one transaction.
 */
@ApplicationScoped
public class Contributions {

    /** More than any payment; less than what the books can't add up. */
    private static final Money LARGEST = Money.parse("99999999999.99");

    private final FundStatements statements;
    private final ContributionRows rows;
    private final PaidMembers members;
    private final Units units;
    private final TermPolicy policy;
    private final FundAccounts accounts;
    private final FundDays days;
    private final FundJournal journal;
    private final Ledger ledger;
    private final BusinessClock clock;

    Contributions(
            FundStatements statements,
            ContributionRows rows,
            PaidMembers members,
            Units units,
            TermPolicy policy,
            FundAccounts accounts,
            FundDays days,
            FundJournal journal,
            Ledger ledger,
            BusinessClock clock) {
        this.statements = statements;
        this.rows = rows;
        this.members = members;
        this.units = units;
        this.policy = policy;
        this.accounts = accounts;
        this.days = days;
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A membership whose contribution is due. */
    public record Owing(UUID membership, UUID person, LocalDate joinedOn, Money amount) {}

    /** A unit's memberships of a term whose contribution is due, in the order of joining. */
    public List<Owing> owing(CreditCode unit, int term) {
        return members.owing(unit.value(), term).stream()
                .map(member -> new Owing(member.id(), member.person(), member.joinedOn(), member.due()))
                .toList();
    }

    /**
     * Takes a payment in.
     *
     * @return its id
     * @throws org.onestop.refusal.RefusedException too-many-members, id-number-invalid, amount-out-of-range,
     *     value-out-of-range, date-in-future, no-policy-in-force, unit-unknown, bank-reference-used
     */
    @Transactional
    public UUID receive(Changes.Author author, Payment payment) {
        judge(payment);
        statements.holdUnits(List.of(payment.unit()));
        UnitNow unit = units.now(payment.unit())
                .orElseThrow(() -> Refusal.of(RefusalCode.UNIT_UNKNOWN).asException());
        if (rows.isReferenceUsed(payment.bankReference())) {
            throw Refusal.of(RefusalCode.BANK_REFERENCE_USED).asException();
        }
        Matching matching = matching(payment);
        OffsetDateTime now = clock.now();
        UUID id = RecordIds.next(now.toInstant().toEpochMilli());
        String receipt = rows.insert(id, author, payment, matching, unit.name(), now);
        members.paid(id, null, matching.paid(), payment.receivedOn());
        post(author, id, payment, matching);
        journal.append(
                "CONTRIBUTION",
                id,
                author.clientId(),
                new FundJournal.Line("unit", payment.unit()),
                new FundJournal.Line("term", payment.term()),
                new FundJournal.Line("amount", payment.amount().fen()),
                new FundJournal.Line("receivedOn", payment.receivedOn()),
                new FundJournal.Line("bankReference", payment.bankReference()),
                new FundJournal.Line("outcome", matching.outcome()),
                new FundJournal.Line("matched", matching.matched().fen()),
                new FundJournal.Line("suspense", matching.suspense().fen()),
                new FundJournal.Line("receipt", receipt),
                new FundJournal.Line("subject", author.subject()),
                new FundJournal.Line("recordedAt", now.toInstant()));
        return id;
    }

    private void judge(Payment payment) {
        refuseNothing("/amount", payment.amount());
        days.term(payment.term());
        days.within("/receivedOn", payment.receivedOn(), null, null);
    }

    /** @throws org.onestop.refusal.RefusedException amount-out-of-range */
    static void refuseNothing(String field, Money amount) {
        if (!amount.isPositive() || amount.compareTo(LARGEST) > 0) {
            throw Refusal.of(RefusalCode.AMOUNT_OUT_OF_RANGE, FieldFault.of(field, FieldFault.Code.OUT_OF_RANGE))
                    .asException();
        }
    }

    private Matching matching(Payment payment) {
        if (!payment.isNamed()) {
            return Matching.ofAll(payment.amount(), members.owing(payment.unit(), payment.term()));
        }
        Money share = policy.requiredContribution(LocalDate.of(payment.term(), 1, 1));
        return Matching.ofNamed(
                payment.amount(), payment.unit(), members.named(payment.members(), payment.term()), share);
    }

    private void post(Changes.Author author, UUID id, Payment payment, Matching matching) {
        accounts.openTerm(payment.term());
        List<Line> lines = new ArrayList<>();
        lines.add(Line.debit(FundAccounts.BANK, payment.amount()));
        if (matching.matched().isPositive()) {
            lines.add(Line.credit(FundAccounts.receivable(payment.term()), matching.matched()));
        }
        if (matching.suspense().isPositive()) {
            lines.add(Line.credit(FundAccounts.SUSPENSE, matching.suspense()));
        }
        ledger.post(
                author,
                new JournalDraft(
                        "CONTRIBUTION_RECEIVED",
                        new JournalDraft.Source("CONTRIBUTION", id.toString()),
                        payment.receivedOn(),
                        lines));
    }
}
