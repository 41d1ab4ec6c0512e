package org.onestop.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/**
 * Closes a year of the books (年度结账): what income and expense accounts hold goes to the fund balance, and no entry comes
 * into the year any more. Entries that are being posted are waited for, and those that come later wait.
 */
@ApplicationScoped
public class Closing {

    /** The reason of the entry that carries a year's result. */
    public static final String REASON = "PERIOD_RESULT";

    private final AgroalDataSource database;
    private final Balances balances;
    private final Ledger ledger;
    private final BusinessClock clock;

    Closing(AgroalDataSource database, Balances balances, Ledger ledger, BusinessClock clock) {
        this.database = database;
        this.balances = balances;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Closes the books through the last day of a year.
     *
     * @param fundBalance code of the account that takes the result
     * @return the entry that carries it; null where the year had no result to carry
     * @throws org.onestop.refusal.RefusedException period-closed where it is closed already; period-not-over where its last
     *     day has not passed
     */
    @Transactional
    public UUID close(Changes.Author author, int year, String fundBalance) {
        LocalDate last = LocalDate.of(year, 12, 31);
        if (!clock.today().isAfter(last)) {
            throw Refusal.of(RefusalCode.PERIOD_NOT_OVER).asException();
        }
        try (Connection connection = database.getConnection()) {
            // Taken before the balances are read: nothing can be posted between reading and closing.
            try (PreparedStatement lock =
                    connection.prepareStatement("select hold_ledger()")) {
                lock.execute();
            }
            UUID result = carry(author, last, fundBalance);
            mark(connection, author, last);
            return result;
        } catch (SQLException e) {
            throw EntryWriter.explained(e);
        }
    }

    private UUID carry(Changes.Author author, LocalDate last, String fundBalance) {
        List<JournalDraft.Line> lines = new ArrayList<>();
        Money result = Money.ZERO;
        for (Balances.Balance each : balances.all(last)) {
            Money debit = each.debits().minus(each.credits());
            if (each.account().type().isClosed() && !debit.isZero()) {
                lines.add(line(each.account().code(), debit.negated()));
                result = result.plus(debit);
            }
        }
        if (lines.isEmpty()) {
            return null;
        }
        if (!result.isZero()) {
            lines.add(line(fundBalance, result));
        }
        JournalDraft.Source source = new JournalDraft.Source("YEAR", Integer.toString(last.getYear()));
        return ledger.post(author, new JournalDraft(REASON, source, last, lines));
    }

    /** A posting of an amount in debit, or of its opposite in credit. */
    private static JournalDraft.Line line(String account, Money debit) {
        return debit.isNegative()
                ? JournalDraft.Line.credit(account, debit.negated())
                : JournalDraft.Line.debit(account, debit);
    }

    private void mark(Connection connection, Changes.Author author, LocalDate last) throws SQLException {
        String sql = "insert into ledger_closing (closed_through, client_id, subject, recorded_at) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, last);
            insert.setString(2, author.clientId());
            insert.setString(3, author.subject());
            insert.setObject(4, clock.now());
            insert.executeUpdate();
        }
    }
}
