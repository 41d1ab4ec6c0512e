package org.onestop.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database itself keeps right, tried by plain SQL under the service's own role. */
@QuarkusTest
class BooksGuardTest {

    private static final LocalDate DAY = LocalDate.of(2024, 5, 6);

    @Inject
    AgroalDataSource service;

    @Inject
    SampleBooks books;

    @Inject
    Balances balances;

    private String bank;
    private String income;

    @BeforeEach
    void accounts() {
        bank = books.account(AccountType.ASSET, true);
        income = books.account(AccountType.INCOME, false);
    }

    @Test
    void anEntryThatDoesNotBalanceIsNotCommitted() {
        assertRefused("OS003", entry(2, 100), posting(1, bank, "DEBIT", 100), posting(2, income, "CREDIT", 99));
        assertRefused("OS003", entry(2, 100), posting(1, bank, "DEBIT", 100), posting(2, income, "DEBIT", 100));
        assertRefused("OS003", entry(2, 90), posting(1, bank, "DEBIT", 100), posting(2, income, "CREDIT", 100));
        assertRefused("OS003", entry(3, 100), posting(1, bank, "DEBIT", 100), posting(2, income, "CREDIT", 100));
        assertRefused("OS003", entry(2, 100), posting(1, bank, "DEBIT", 100));
        assertRefused("OS003", entry(2, 100));
        assertNothingChanged();
    }

    @Test
    void anAmountIsAboveZero() {
        assertRefused("23514", entry(2, 100), posting(1, bank, "DEBIT", 0), posting(2, income, "CREDIT", 0));
        assertRefused("23514", entry(2, 100), posting(1, bank, "DEBIT", -100), posting(2, income, "CREDIT", -100));
        assertRefused("23514", entry(2, 0), posting(1, bank, "DEBIT", 1), posting(2, income, "CREDIT", 1));
        assertNothingChanged();
    }

    @Test
    void nothingIsAddedToAnEntryOfAnEarlierTransaction() throws SQLException {
        run(entry(2, 100), posting(1, bank, "DEBIT", 100), posting(2, income, "CREDIT", 100));
        assertRefused("OS003", posting(3, bank, "DEBIT", 5), posting(4, income, "CREDIT", 5));
        assertEquals("1.00", balances.of(bank, DAY).amount().toString());
    }

    @Test
    void aPostingIsOfItsEntrysDayAndOfAnAccountThatExists() {
        assertRefused("OS003", entry(2, 100), posting(1, "0001", "DEBIT", 100), posting(2, income, "CREDIT", 100));
        assertRefused(
                "OS003",
                entry(2, 100),
                posting(1, bank, "DEBIT", 100).replace(DAY.toString(), "2024-05-07"),
                posting(2, income, "CREDIT", 100));
        assertRefused(
                "OS003",
                entry(2, 100),
                posting(1, bank, "DEBIT", 100).replace("posting_date)", "posting_date, tx)").replace("')", "', '1')"),
                posting(2, income, "CREDIT", 100));
        assertNothingChanged();
    }

    @Test
    void nothingIsChangedOrDeleted() throws SQLException {
        run(entry(2, 100), posting(1, bank, "DEBIT", 100), posting(2, income, "CREDIT", 100));
        for (String table : new String[] {"ledger_entry", "ledger_posting", "ledger_account", "ledger_fold", "ledger_closing"}) {
            assertRefused("42501", "delete from " + table);
            assertRefused("42501", "truncate " + table + " cascade");
        }
        assertRefused("42501", "update ledger_posting set amount = amount + 1");
        assertRefused("42501", "update ledger_entry set event_date = event_date - 1");
        assertRefused("42501", "update ledger_account set limited = false");
        assertRefused("42501", "alter table ledger_posting disable trigger all");
    }

    @Test
    void aLimitedAccountDoesNotFallBelowZero() throws SQLException {
        run(entry(2, 100), posting(1, bank, "DEBIT", 100), posting(2, income, "CREDIT", 100));
        assertRefused("OS004", entry(2, 101), posting(1, income, "DEBIT", 101), posting(2, bank, "CREDIT", 101));
        run(entry(2, 100), posting(1, income, "DEBIT", 100), posting(2, bank, "CREDIT", 100));
        assertEquals("0.00", balances.of(bank, DAY).amount().toString());
        assertRefused("OS004", entry(2, 1), posting(1, income, "DEBIT", 1), posting(2, bank, "CREDIT", 1));
    }

    @Test
    void oneSourceHasOneEntryForAReason() throws SQLException {
        String first = entry(2, 100);
        run(first, posting(1, bank, "DEBIT", 100), posting(2, income, "CREDIT", 100));
        String source = first.replaceAll(".*'(source-[^']*)'.*", "$1");
        assertRefused("23505", entry(2, 100).replaceAll("source-[^']*", source));
    }

    private UUID id;

    private String entry(int lines, long total) {
        id = UUID.randomUUID();
        return "insert into ledger_entry (id, reason, source_type, source_id, event_date, posting_date, lines, total, client_id,"
                + " subject, recorded_at) values ('" + id + "', 'TEST', 'TEST', 'source-" + id + "', '" + DAY + "', '" + DAY + "', "
                + lines + ", " + total + ", 'test', 'test', now())";
    }

    private String posting(int line, String account, String side, long amount) {
        return "insert into ledger_posting (entry_id, line, account, side, amount, posting_date) values ('" + id + "', " + line
                + ", '" + account + "', '" + side + "', " + amount + ", '" + DAY + "')";
    }

    private void assertNothingChanged() {
        assertEquals("0.00", balances.of(bank, DAY).debits().toString());
        assertEquals("0.00", balances.of(income, DAY).credits().toString());
    }

    private void assertRefused(String state, String... statements) {
        SQLException refused = assertThrows(SQLException.class, () -> run(statements), () -> String.join("; ", statements));
        assertEquals(state, refused.getSQLState(), refused::getMessage);
    }

    /** All in one transaction, as the role that the service itself has. */
    private void run(String... statements) throws SQLException {
        try (Connection connection = service.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (String each : statements) {
                    statement.execute(each);
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
