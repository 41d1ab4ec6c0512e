package org.onestop.mutualaid;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** What the union does with one benefit: approve, reject, pay, take back. Paid is by another than who approved. */
@ApplicationScoped
class BenefitDesk {

    private final AgroalDataSource database;
    private final BenefitRows rows;
    private final BenefitBooks books;
    private final FundAccounts accounts;
    private final FundDays days;
    private final BusinessClock clock;

    BenefitDesk(
            AgroalDataSource database,
            BenefitRows rows,
            BenefitBooks books,
            FundAccounts accounts,
            FundDays days,
            BusinessClock clock) {
        this.database = database;
        this.rows = rows;
        this.books = books;
        this.accounts = accounts;
        this.days = days;
        this.clock = clock;
    }

    /** Money that moved at the bank. */
    record Transfer(LocalDate day, String bankReference) {}

    @FunctionalInterface
    private interface Work {
        void on(Connection connection, Benefit benefit) throws SQLException;
    }

    /**
     * Approves a benefit, where the fund can bear it.
     *
     * @param note null where there is none
     * @throws org.onestop.refusal.RefusedException benefit-not-found, benefit-not-open, fund-insufficient
     */
    @Transactional
    public void approve(Caller caller, UUID id, String note) {
        held(id, (connection, benefit) -> {
            refuseUnlessOpen(benefit);
            refuseIfInsufficient(FundStatements.on(connection), benefit);
            accounts.openTerm(benefit.term());
            books.approved(connection, UnitCourse.author(caller), benefit, clock.today());
            rows.add(connection, UnitCourse.author(caller), benefit, BenefitEvent.approved(clock.today(), note));
        });
    }

    /** @throws org.onestop.refusal.RefusedException benefit-not-found, benefit-not-open */
    @Transactional
    public void reject(Caller caller, UUID id, String reason) {
        held(id, (connection, benefit) -> {
            refuseUnlessOpen(benefit);
            rows.add(connection, UnitCourse.author(caller), benefit, BenefitEvent.rejected(clock.today(), reason));
        });
    }

    /**
     * Puts the payment of an approved benefit on record.
     *
     * @throws org.onestop.refusal.RefusedException benefit-not-found, same-subject, dates-out-of-order, date-in-future,
     *     benefit-not-approved, benefit-ordered, benefit-already-paid, bank-reference-used, account-overdrawn
     */
    @Transactional
    public void pay(Caller caller, UUID id, Transfer transfer) {
        held(id, (connection, benefit) -> {
            refuseApprover(caller, benefit);
            days.within("/paidOn", transfer.day(), benefit.approvedOn(), null);
            refuseUnlessPayable(benefit);
            refuseIfUsed(FundStatements.on(connection), transfer.bankReference());
            books.paid(connection, UnitCourse.author(caller), benefit, transfer.day());
            rows.add(
                    connection,
                    UnitCourse.author(caller),
                    benefit,
                    BenefitEvent.paid(BenefitState.PAID, transfer.day(), null, transfer.bankReference()));
        });
    }

    /**
     * Takes back what a member owes, all or some of it.
     *
     * @throws org.onestop.refusal.RefusedException benefit-not-found, amount-out-of-range, date-in-future,
     *     benefit-not-recoverable, repayment-exceeded, bank-reference-used
     */
    @Transactional
    public void repaid(Caller caller, UUID id, Money amount, Transfer transfer) {
        held(id, (connection, benefit) -> {
            Contributions.refuseNothing("/amount", amount);
            days.within("/receivedOn", transfer.day(), null, null);
            if (benefit.state() != BenefitState.RECOVERABLE) {
                throw Refusal.of(RefusalCode.BENEFIT_NOT_RECOVERABLE).asException();
            }
            if (amount.compareTo(benefit.owed()) > 0) {
                throw Refusal.of(RefusalCode.REPAYMENT_EXCEEDED, Map.of("owed", benefit.owed().toString()))
                        .asException();
            }
            refuseIfUsed(FundStatements.on(connection), transfer.bankReference());
            BenefitState after =
                    amount.equals(benefit.owed()) ? BenefitState.RECOVERED : BenefitState.RECOVERABLE;
            books.repaid(connection, UnitCourse.author(caller), benefit, amount, transfer.day());
            rows.add(
                    connection,
                    UnitCourse.author(caller),
                    benefit,
                    BenefitEvent.repaid(after, transfer.day(), amount, transfer.bankReference()));
        });
    }

    private void held(UUID id, Work work) {
        try (Connection connection = database.getConnection()) {
            Benefit benefit = rows.held(connection, id)
                    .orElseThrow(() -> Refusal.of(RefusalCode.BENEFIT_NOT_FOUND).asException());
            work.on(connection, benefit);
        } catch (SQLException e) {
            throw FundStatements.explained(e);
        }
    }

    private static void refuseUnlessOpen(Benefit benefit) {
        if (benefit.state() != BenefitState.OPEN) {
            throw Refusal.of(RefusalCode.BENEFIT_NOT_OPEN).asException();
        }
    }

    /** Approvals come one after another: of two that the fund can bear singly, both may be too much. */
    private static void refuseIfInsufficient(FundStatements statements, Benefit benefit) {
        statements.first("select pg_advisory_xact_lock(hashtext('benefit approval'))", row -> true);
        Money available = statements
                .first(
                        "select ledger_balance(?, 'infinity') + ledger_balance(?, 'infinity')",
                        row -> FundStatements.money(row, 1),
                        FundAccounts.BANK,
                        FundAccounts.BENEFITS_PAYABLE)
                .orElseThrow();
        if (available.compareTo(benefit.amount()) < 0) {
            throw Refusal.of(
                            RefusalCode.FUND_INSUFFICIENT,
                            Map.of("available", available.toString(), "amount", benefit.amount().toString()))
                    .asException();
        }
    }

    /** @throws org.onestop.refusal.RefusedException same-subject */
    static void refuseApprover(Caller caller, Benefit benefit) {
        if (caller.subject().equals(benefit.approver())) {
            throw Refusal.of(RefusalCode.SAME_SUBJECT).asException();
        }
    }

    /** @throws org.onestop.refusal.RefusedException benefit-not-approved, benefit-ordered, benefit-already-paid */
    static void refuseUnlessPayable(Benefit benefit) {
        if (benefit.state().isPaid()) {
            throw Refusal.of(RefusalCode.BENEFIT_ALREADY_PAID).asException();
        }
        if (benefit.state().isWithTheBank()) {
            throw Refusal.of(RefusalCode.BENEFIT_ORDERED).asException();
        }
        if (benefit.state() != BenefitState.APPROVED) {
            throw Refusal.of(RefusalCode.BENEFIT_NOT_APPROVED).asException();
        }
    }

    private static void refuseIfUsed(FundStatements statements, String bankReference) {
        statements
                .first(
                        "select 1 from benefit_event where bank_reference = ? and batch_id is null",
                        row -> true,
                        bankReference)
                .ifPresent(used -> {
                    throw Refusal.of(RefusalCode.BANK_REFERENCE_USED).asException();
                });
    }
}
