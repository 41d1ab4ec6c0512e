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

    private static final String WATERMARK = "coalesce((select max(watermark) from ledger_fold_run), '0'::xid8)";

    /** Both sides of every account, folded totals and later postings together. */
    private static final String SUMS = "select a.code, a.name_zh, a.name_en, a.type, a.limited, a.term,"
            + " coalesce(s.debit, 0), coalesce(s.credit, 0) from ledger_account a left join ("
            + "select account, sum(debit) as debit, sum(credit) as credit from ("
            + "select account, debit, credit from ledger_fold where posting_date <= ?"
            + " union all select account, case side when 'DEBIT' then amount else 0 end,"
            + " case side when 'CREDIT' then amount else 0 end from ledger_posting"
            + " where posting_date <= ? and tx >= " + WATERMARK + ") each group by account) s on s.account = a.code"
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
     * Folds what the transactions below the oldest running one have posted since the last time. Whoever folds meanwhile is
     * waited for; readers never wait.
     *
     * @return whether there was anything to fold
     */
    @Transactional
    public boolean fold() {
        try (Connection connection = database.getConnection()) {
            run(connection, "select pg_advisory_xact_lock(hashtext('ledger fold'))");
            try (PreparedStatement mark = connection.prepareStatement("insert into ledger_fold_run (watermark, folded_at)"
                    + " select pg_snapshot_xmin(pg_current_snapshot()), ? where exists (select from ledger_posting"
                    + " where tx >= " + WATERMARK + " and tx < pg_snapshot_xmin(pg_current_snapshot()))")) {
                mark.setObject(1, clock.now());
                if (mark.executeUpdate() == 0) {
                    return false;
                }
            }
            run(
                    connection,
                    "insert into ledger_fold (watermark, account, posting_date, debit, credit) select run.watermark,"
                            + " p.account, p.posting_date, sum(case p.side when 'DEBIT' then p.amount else 0 end),"
                            + " sum(case p.side when 'CREDIT' then p.amount else 0 end)"
                            + " from (select max(watermark) as watermark from ledger_fold_run) run"
                            + " join ledger_posting p on p.tx < run.watermark and p.tx >= coalesce((select max(r.watermark)"
                            + " from ledger_fold_run r where r.watermark < run.watermark), '0'::xid8)"
                            + " group by run.watermark, p.account, p.posting_date");
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("the books could not be folded", e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
