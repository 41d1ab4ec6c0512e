package org.onestop.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.money.Money;
import org.onestop.time.BusinessClock;

/** Balances as of any day: folded totals and what came since, so that a question costs little however old the books are. */
@ApplicationScoped
public class Balances {

    /** Both sides of every account, folded totals and later postings together. */
    private static final String SUMS = "select a.code, a.name_zh, a.name_en, a.type, a.limited, a.term,"
            + " coalesce(s.debit, 0), coalesce(s.credit, 0) from ledger_account a left join ("
            + "select account, sum(debit) as debit, sum(credit) as credit from ("
            + "select account, debit, credit from ledger_fold where posting_date <= ?"
            + " union all select account, debit, credit from ledger_posting where posting_date <= ?"
            + " and number > coalesce((select max(through) from ledger_fold_run), 0)"
            + ") each group by account) s on s.account = a.code"
            + " where ?::text is null or a.code = ? order by a.code";

    private final AgroalDataSource database;
    private final BusinessClock clock;

    Balances(AgroalDataSource database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * An account's sums through a day.
     *
     * @param debits  of all its postings
     * @param credits of all its postings
     */
    public record Balance(Account account, Money debits, Money credits) {

        /** On the account's normal side: what a reader expects to be positive. */
        public Money amount() {
            return account.type().normal() == Side.DEBIT ? debits.minus(credits) : credits.minus(debits);
        }
    }

    /** Every account's balance at the end of a day, in the order of the chart. */
    public List<Balance> all(LocalDate through) {
        return read(through, null);
    }

    /**
     * One account's balance at the end of a day.
     *
     * @throws IllegalArgumentException if the chart has no such account
     */
    public Balance of(String account, LocalDate through) {
        return read(through, account).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the chart has no account " + account));
    }

    private List<Balance> read(LocalDate through, String account) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SUMS)) {
            query.setObject(1, through);
            query.setObject(2, through);
            query.setString(3, account);
            query.setString(4, account);
            List<Balance> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Balance(account(row), Money.ofFen(row.getLong(7)), Money.ofFen(row.getLong(8))));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("balances could not be read", e);
        }
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                AccountType.valueOf(row.getString(4)),
                row.getBoolean(5),
                row.getObject(6, Integer.class));
    }

    /**
     * Folds what was posted since the last time. Entries that are being posted just then are waited for a moment, and they
     * wait as long; where that is not enough, the next time has more to fold.
     *
     * @return whether anything was folded
     */
    @Transactional
    public boolean fold() {
        try (Connection connection = database.getConnection();
                PreparedStatement fold = connection.prepareStatement("select fold_ledger(?)")) {
            fold.setObject(1, clock.now());
            try (ResultSet row = fold.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the books could not be folded", e);
        }
    }

    /** How many totals are not the sum of their postings: must be none. */
    public int differences() {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select count(*) from ledger_fold_difference");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the books could not be checked", e);
        }
    }
}
