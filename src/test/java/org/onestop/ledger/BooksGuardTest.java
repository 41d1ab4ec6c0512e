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
        assertRefused("OS003", entry("{" + bank + "}", "{100}", "{" + income + "}", "{99}"));
        assertRefused("OS003", entry("{" + bank + "," + income + "}", "{100,100}", "{}", "{}"));
        assertRefused("OS003", entry("{" + bank + "}", "{90}", "{" + bank + "," + income + "}", "{90,10}"));
        assertRefused("OS003", entry("{" + bank + "}", "{100}", "{" + income + "," + income + "}", "{100,1}"));
        assertRefused("23514", entry("{" + bank + "}", "{100}", "{" + income + "}", "{100,0}"));
        assertRefused("23514", entry("{" + bank + "}", "{100}", "{" + income + "," + income + "}", "{100}"));
        assertRefused("23514", entry("{" + bank + "," + bank + "}", "{100}", "{" + income + "}", "{100}"));
        assertRefused("OS003", entry("{" + bank + "}", "{100}", "{}", "{}"));
        assertRefused("23514", entry("{}", "{}", "{}", "{}"));
        assertRefused("22003", entry("{" + bank + "," + bank + "}", "{9223372036854775807,1}", "{" + income + "}", "{1}"));
        assertNothingChanged();
    }

    @Test
    void anAmountIsAboveZero() {
        for (String amount : new String[] {"0", "-100", "null"}) {
            assertRefused("23514", entry("{" + bank + "}", "{" + amount + "}", "{" + income + "}", "{" + amount + "}"));
        }
        assertRefused("23514", entry("{" + bank + "," + bank + "}", "{101,-1}", "{" + income + "}", "{100}"));
        assertNothingChanged();
    }

    @Test
    void anEntryHasItsForm() {
        String entry = entry(100);
        assertRefused("23514", entry.replace("'TEST', 'TEST'", "'test', 'TEST'"));
        assertRefused("23514", entry.replace("'TEST', 'TEST'", "'TEST', ''"));
        assertRefused("23514", entry.replaceAll("'source-[^']*'", "''"));
        assertRefused("23514", entry.replaceFirst("'2024-05-06'", "'2024-05-07'"));
        assertRefused("23503", entry.replace("null, 'test'", "gen_random_uuid(), 'test'"));
        assertNothingChanged();
    }

    /** Balances are folded by number: one that the database has not drawn just now could fall behind a fold. */
    @Test
    void anEntryHasTheNumberThatItWasGiven() throws SQLException {
        run(entry(100));
        String own = entry(100).replace("(id, ", "(number, id, ").replace("values (", "overriding system value values (@, ");
        assertRefused("OS003", own.replace("@", "1"));
        assertRefused("OS003", own.replace("@", "9223372036854775807"));
        assertEquals("1.00", balances.of(bank, DAY).amount().toString());
    }

    /** A transaction that sees an old state of the books sees neither what others have taken nor that a year is closed. */
    @Test
    void anEntryIsPostedOnTheNewestState() {
        assertRefused("OS003", "set transaction isolation level repeatable read", entry(100));
        assertRefused("OS003", "set transaction isolation level serializable", entry(100));
        assertNothingChanged();
    }

    @Test
    void nothingIsAddedToAnEntryOfAnEarlierTransaction() throws SQLException {
        run(entry(100));
        assertRefused("55000", "insert into ledger_posting (entry_id, line, account, side, amount) values ('" + id + "', 3, '"
                + bank + "', 'DEBIT', 5)");
        assertEquals("1.00", balances.of(bank, DAY).amount().toString());
    }

    @Test
    void aPostingIsOfAnAccountThatExists() {
        assertRefused("OS003", entry("{0001}", "{100}", "{" + income + "}", "{100}"));
        assertRefused("OS003", entry("{" + bank + "}", "{100}", "{0001}", "{100}"));
        assertRefused("OS003", entry("{" + bank + "}", "{100}", "{null}", "{100}"));
        assertNothingChanged();
    }

    @Test
    void nothingIsChangedOrDeleted() throws SQLException {
        run(entry(100));
        for (String table : new String[] {"ledger_entry", "ledger_account", "ledger_fold", "ledger_fold_run", "ledger_closing",
                "ledger_limit", "ledger_chart"}) {
            assertRefused("42501", "delete from " + table);
            assertRefused("42501", "truncate " + table + " cascade");
        }
        assertRefused("42501", "update ledger_entry set debit_amounts = '{101}'");
        assertRefused("42501", "update ledger_entry set event_date = event_date - 1");
        assertRefused("42501", "update ledger_account set limited = false");
        assertRefused("42501", "alter table ledger_entry disable trigger all");
    }

    /** Totals and what is surely there are the database's own: whoever could write them could get round the limits. */
    @Test
    void nobodyWritesTotals() {
        assertRefused("42501", "insert into ledger_fold_run (through, folded_at) values (999999999, now())");
        assertRefused("42501", "insert into ledger_fold (through, account, posting_date, debit, credit) values (1, '" + bank
                + "', '2024-01-01', 100000, 0)");
        assertRefused("42501", "update ledger_limit set sure = 1000000");
        assertRefused("42501", "insert into ledger_limit (account, sure) values ('" + income + "', 1000000)");
        assertRefused("42501", "update ledger_chart set closed_through = '-infinity'");
        assertRefused("42501", "select setval('ledger_entry_number_seq', 1)");
    }

    @Test
    void aLimitedAccountDoesNotFallBelowZero() throws SQLException {
        run(entry(100));
        assertRefused("OS004", taken(101));
        assertRefused("OS004", taken(60), taken(41));
        run(taken(100));
        assertEquals("0.00", balances.of(bank, DAY).amount().toString());
        assertRefused("OS004", taken(1));
        assertEquals(0, balances.differences());
    }

    @Test
    void anAccountThatGrowsInCreditIsLimitedToo() throws SQLException {
        String suspense = books.account(AccountType.LIABILITY, true);
        run(entry("{" + bank + "}", "{70}", "{" + suspense + "}", "{70}"));
        assertRefused("OS004", entry("{" + suspense + "}", "{71}", "{" + income + "}", "{71}"));
        run(entry("{" + suspense + "}", "{70}", "{" + income + "}", "{70}"));
        assertEquals("0.00", balances.of(suspense, DAY).amount().toString());
    }

    @Test
    void oneSourceHasOneEntryForAReason() throws SQLException {
        String first = entry(100);
        run(first);
        String source = first.replaceAll(".*'(source-[^']*)'.*", "$1");
        assertRefused("23505", entry(100).replaceAll("source-[^']*", source));
    }

    private UUID id;

    /** Into the bank. */
    private String entry(long amount) {
        return entry("{" + bank + "}", "{" + amount + "}", "{" + income + "}", "{" + amount + "}");
    }

    /** Out of the bank. */
    private String taken(long amount) {
        return entry("{" + income + "}", "{" + amount + "}", "{" + bank + "}", "{" + amount + "}");
    }

    private String entry(String debited, String debits, String credited, String credits) {
        id = UUID.randomUUID();
        return "insert into ledger_entry (id, reason, source_type, source_id, event_date, posting_date, debit_accounts,"
                + " debit_amounts, credit_accounts, credit_amounts, reverses, client_id, subject, recorded_at) values ('" + id
                + "', 'TEST', 'TEST', 'source-" + id + "', '" + DAY + "', '" + DAY + "', '" + debited + "', '" + debits + "', '"
                + credited + "', '" + credits + "', null, 'test', 'test', now())";
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
