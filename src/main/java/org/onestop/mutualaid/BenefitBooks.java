package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.onestop.journal.Changes;
import org.onestop.ledger.JournalDraft;
import org.onestop.ledger.JournalDraft.Line;
import org.onestop.ledger.Ledger;
import org.onestop.money.Money;

/** What benefits are on the books, in the transaction of a connection. */
@ApplicationScoped
class BenefitBooks {

    private static final String SOURCE = "BENEFIT";
    private static final String APPROVED = "BENEFIT_APPROVED";

    private final Ledger ledger;

    BenefitBooks(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Expense of the term, to be paid. */
    void approved(Connection connection, Changes.Author author, Benefit benefit, LocalDate on) throws SQLException {
        Line cost = Line.debit(FundAccounts.expense(benefit.term()), benefit.amount());
        post(connection, author, APPROVED, benefit, on, cost, credit(FundAccounts.BENEFITS_PAYABLE, benefit));
    }

    /** No longer to be paid. */
    void paid(Connection connection, Changes.Author author, Benefit benefit, LocalDate on) throws SQLException {
        Line settled = Line.debit(FundAccounts.BENEFITS_PAYABLE, benefit.amount());
        post(connection, author, "BENEFIT_PAID", benefit, on, settled, credit(FundAccounts.BANK, benefit));
    }

    /** As if it had never been approved. */
    void undone(Connection connection, Changes.Author author, Benefit benefit, LocalDate on) throws SQLException {
        ledger.reverse(
                connection, author, source(benefit), APPROVED, new Ledger.Undoing("BENEFIT_CANCELLED", on));
    }

    /** No expense any more; the member owes it. */
    void recoverable(Connection connection, Changes.Author author, Benefit benefit, LocalDate on) throws SQLException {
        Line owed = Line.debit(FundAccounts.RECOVERABLES, benefit.amount());
        Line cost = credit(FundAccounts.expense(benefit.term()), benefit);
        post(connection, author, "BENEFIT_RECOVERABLE", benefit, on, owed, cost);
    }

    /** The member has paid some of it back. */
    void repaid(Connection connection, Changes.Author author, Benefit benefit, Money amount, LocalDate on)
            throws SQLException {
        ledger.post(
                connection,
                author,
                new JournalDraft(
                        "BENEFIT_REPAID",
                        new JournalDraft.Source("BENEFIT_REPAYMENT", benefit.id() + "/" + (benefit.step() + 1)),
                        on,
                        List.of(Line.debit(FundAccounts.BANK, amount), Line.credit(FundAccounts.RECOVERABLES, amount))));
    }

    private static Line credit(String account, Benefit benefit) {
        return Line.credit(account, benefit.amount());
    }

    private void post(
            Connection connection, Changes.Author author, String reason, Benefit benefit, LocalDate on, Line... lines)
            throws SQLException {
        ledger.post(connection, author, new JournalDraft(reason, source(benefit), on, List.of(lines)));
    }

    private static JournalDraft.Source source(Benefit benefit) {
        return new JournalDraft.Source(SOURCE, benefit.id().toString());
    }
}
