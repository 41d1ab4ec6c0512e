package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.onestop.ledger.Balances;
import org.onestop.money.Money;
import org.onestop.time.BusinessClock;

/** How the fund stands in a term (基金报告): counted from the documents, its balances from the books. */
@ApplicationScoped
class FundSummary {

    private static final int LARGEST = 10;
    private static final int RATIO_DECIMALS = 4;
    private static final int MONTHS_DECIMALS = 1;

    private static final String MEMBERS = "select count(distinct m.person_id), count(distinct m.credit_code)"
            + " from membership_now m where m.term = ?";

    private static final String RAISED = "select coalesce(sum(d.amount), 0) from contribution_due d"
            + " join contribution_due_outcome o on o.membership_id = d.membership_id and o.outcome = 'PAID'"
            + " where d.term = ? and not exists"
            + " (select from contribution_refund r where r.membership_id = d.membership_id)";

    private static final String UNDONE = "('CANCELLED', 'RECALLED', 'RECOVERABLE', 'RECOVERED')";

    private static final String BENEFITS = "select count(*) filter (where state not in " + UNDONE + "),"
            + " coalesce(sum(amount) filter (where state not in " + UNDONE + "), 0),"
            + " count(*) filter (where state in ('APPROVED', 'ORDERED', 'RECALLED', 'PAID')),"
            + " coalesce(sum(amount) filter (where state in ('APPROVED', 'ORDERED', 'RECALLED', 'PAID')), 0),"
            + " count(*) filter (where state = 'PAID'), coalesce(sum(amount) filter (where state = 'PAID'), 0),"
            + " coalesce(sum(amount) filter (where state in ('APPROVED', 'ORDERED', 'RECALLED')), 0),"
            + " coalesce(sum(amount - recovered) filter (where state = 'RECOVERABLE'), 0)"
            + " from benefit_now where term = ?";

    private final FundStatements statements;
    private final Balances balances;
    private final BusinessClock clock;

    FundSummary(FundStatements statements, Balances balances, BusinessClock clock) {
        this.statements = statements;
        this.balances = balances;
        this.clock = clock;
    }

    /**
     * A term's report.
     *
     * @param raised      contributions received for members, less those given back
     * @param benefits    opened for settlements that stand
     * @param approved    approved and not undone, paid or not
     * @param payable     of it, not paid yet
     * @param recoverable what members owe for benefits that were undone after payment
     * @param balance     raised less approved
     * @param ratio       approved by raised; null where nothing was raised
     * @param bank        at the bank today, of all terms
     * @param free        of it, neither in suspense nor payable
     * @param months      for how many months what is free lasts where the term's approvals go on as they were; null where
     *                    there were none
     */
    record Summary(
            int term,
            long members,
            long units,
            Money raised,
            Counted benefits,
            Counted approved,
            Counted paid,
            Money payable,
            Money recoverable,
            Money balance,
            String ratio,
            List<Case> largest,
            Money bank,
            Money free,
            String months) {}

    /** How many, and how much together. */
    record Counted(long count, Money amount) {}

    /** One of the largest benefits. */
    record Case(UUID benefitId, UUID settlementId, BenefitState state, Money amount) {}

    private record Sums(
            Counted benefits, Counted approved, Counted paid, Money payable, Money recoverable) {}

    Summary of(int term) {
        Sums sums = sums(term);
        Money raised = statements.first(RAISED, row -> FundStatements.money(row, 1), term).orElseThrow();
        long[] members = statements
                .first(MEMBERS, row -> new long[] {row.getLong(1), row.getLong(2)}, term)
                .orElseThrow();
        Money bank = balance(FundAccounts.BANK);
        Money free = bank.minus(balance(FundAccounts.SUSPENSE)).minus(balance(FundAccounts.BENEFITS_PAYABLE));
        Money approved = sums.approved().amount();
        return new Summary(
                term,
                members[0],
                members[1],
                raised,
                sums.benefits(),
                sums.approved(),
                sums.paid(),
                sums.payable(),
                sums.recoverable(),
                raised.minus(approved),
                raised.isPositive() ? quotient(approved, raised, 1, RATIO_DECIMALS) : null,
                largest(term),
                bank,
                free,
                approved.isPositive() ? quotient(free, approved, months(term), MONTHS_DECIMALS) : null);
    }

    private Sums sums(int term) {
        return statements
                .first(
                        BENEFITS,
                        row -> new Sums(
                                new Counted(row.getLong(1), FundStatements.money(row, 2)),
                                new Counted(row.getLong(3), FundStatements.money(row, 4)),
                                new Counted(row.getLong(5), FundStatements.money(row, 6)),
                                FundStatements.money(row, 7),
                                FundStatements.money(row, 8)),
                        term)
                .orElseThrow();
    }

    private List<Case> largest(int term) {
        return statements.list(
                "select id, settlement_id, state, amount from benefit_now where term = ?"
                        + " and state <> 'REJECTED' and state not in " + UNDONE + " order by amount desc, id limit ?",
                row -> new Case(
                        FundStatements.id(row, 1),
                        FundStatements.id(row, 2),
                        BenefitState.valueOf(row.getString(3)),
                        FundStatements.money(row, 4)),
                term,
                LARGEST);
    }

    private Money balance(String account) {
        return balances.of(account, LocalDate.of(9999, 12, 31)).amount();
    }

    /** How many months of a term have begun by today: all twelve of one that is over, none of one to come. */
    private long months(int term) {
        long begun = ChronoUnit.MONTHS.between(LocalDate.of(term, 1, 1), clock.today()) + 1;
        return Math.max(1, Math.min(12, begun));
    }

    private static String quotient(Money part, Money whole, long times, int decimals) {
        return BigDecimal.valueOf(part.fen())
                .multiply(BigDecimal.valueOf(times))
                .divide(BigDecimal.valueOf(whole.fen()), decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
