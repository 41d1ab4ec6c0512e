package org.onestop.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.onestop.money.Money;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;

/** Entries, balances, folds and closings through the ledger's own services. */
@QuarkusTest
class BooksTest {

    private static final LocalDate DAY = LocalDate.of(2024, 3, 1);

    @Inject
    SampleBooks books;

    @Inject
    Ledger ledger;

    @Inject
    Balances balances;

    @Inject
    Closing closing;

    @Inject
    EntryReader entries;

    @Inject
    AgroalDataSource database;

    @Test
    void aDraftThatDoesNotBalanceDoesNotExist() {
        JournalDraft.Source source = new JournalDraft.Source("TEST", "1");
        List<JournalDraft.Line> uneven = List.of(
                JournalDraft.Line.debit("1001", Money.parse("1.00")), JournalDraft.Line.credit("1002", Money.parse("0.99")));
        assertThrows(IllegalArgumentException.class, () -> new JournalDraft("TEST", source, DAY, uneven));
        assertThrows(IllegalArgumentException.class, () -> new JournalDraft("TEST", source, DAY, List.of()));
        assertThrows(IllegalArgumentException.class, () -> JournalDraft.Line.debit("1001", Money.ZERO));
        assertThrows(IllegalArgumentException.class, () -> JournalDraft.Line.debit("1001", Money.parse("-1.00")));
    }

    @Test
    void anOverdraftIsRefusedAndChangesNothing() {
        String bank = books.account(AccountType.ASSET, true);
        String fund = books.account(AccountType.EQUITY, false);
        books.move(bank, fund, "10.00", DAY);
        assertRefused(RefusalCode.ACCOUNT_OVERDRAWN, () -> books.move(fund, bank, "10.01", DAY));
        assertEquals("10.00", balances.of(bank, DAY).amount().toString());
    }

    @Test
    void anEntryIsUndoneOnceByTheOppositeEntry() {
        String bank = books.account(AccountType.ASSET, true);
        String fund = books.account(AccountType.EQUITY, false);
        UUID first = books.move(bank, fund, "12.34", DAY);
        UUID undone = ledger.reverse(SampleBooks.AUTHOR, first, "TEST_UNDONE", DAY.plusDays(3));
        assertEquals("12.34", balances.of(bank, DAY).amount().toString());
        assertEquals("0.00", balances.of(bank, DAY.plusDays(3)).amount().toString());
        Entry original = entries.byId(first).orElseThrow();
        assertEquals(undone, original.reversedBy());
        assertEquals(first, entries.byId(undone).orElseThrow().reverses());
        assertRefused(
                RefusalCode.ENTRY_ALREADY_REVERSED,
                () -> ledger.reverse(SampleBooks.AUTHOR, first, "TEST_UNDONE", DAY.plusDays(4)));
        assertRefused(
                RefusalCode.ENTRY_NOT_FOUND,
                () -> ledger.reverse(SampleBooks.AUTHOR, UUID.randomUUID(), "TEST_UNDONE", DAY));
    }

    @Test
    void balancesAreThoseOfAnyDayFoldedOrNot() {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "seed " + seed);
        Random random = new Random(seed);
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            accounts.add(books.account(AccountType.ASSET, false));
        }
        Map<String, Money> expected = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            String debit = accounts.get(random.nextInt(4));
            String credit = accounts.get(random.nextInt(4));
            LocalDate day = DAY.plusDays(random.nextInt(10));
            Money amount = Money.ofFen(1 + random.nextInt(100_000));
            ledger.post(SampleBooks.AUTHOR, SampleBooks.draft(debit, credit, amount, day));
            for (LocalDate through = day; !through.isAfter(DAY.plusDays(9)); through = through.plusDays(1)) {
                expected.merge(debit + through, amount, Money::plus);
                expected.merge(credit + through, amount.negated(), Money::plus);
            }
            if (random.nextInt(20) == 0) {
                balances.fold();
            }
        }
        for (String account : accounts) {
            for (LocalDate through = DAY; through.isBefore(DAY.plusDays(10)); through = through.plusDays(1)) {
                assertEquals(
                        expected.getOrDefault(account + through, Money.ZERO),
                        balances.of(account, through).amount(),
                        account + " " + through + " seed " + seed);
            }
        }
        assertFoldsAreRight();
    }

    /** An entry whose transaction began before a fold and commits after it is not lost, nor counted twice. */
    @Test
    void anEntryThatCommitsLateIsFoldedLater() throws Exception {
        String bank = books.account(AccountType.ASSET, true);
        String fund = books.account(AccountType.EQUITY, false);
        QuarkusTransaction.requiringNew().call(() -> {
            UUID late = books.move(bank, fund, "5.00", DAY);
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                other.submit(() -> {
                            books.move(bank, fund, "7.00", DAY);
                            balances.fold();
                            assertEquals("7.00", balances.of(bank, DAY).amount().toString());
                            return null;
                        })
                        .get();
            } finally {
                other.shutdown();
            }
            return late;
        });
        assertEquals("12.00", balances.of(bank, DAY).amount().toString());
        assertTrue(balances.fold());
        assertEquals("12.00", balances.of(bank, DAY).amount().toString());
        assertFalse(balances.fold(), "there was nothing left to fold");
        assertFoldsAreRight();
    }

    @Test
    void manyAtOnceOnOneAccountLoseNothingAndOverdrawNothing() throws Exception {
        String bank = books.account(AccountType.ASSET, true);
        String fund = books.account(AccountType.EQUITY, false);
        books.move(bank, fund, "100.00", DAY);
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean lowers = i % 3 != 0;
            work.add(() -> {
                try {
                    books.move(lowers ? fund : bank, lowers ? bank : fund, "7.00", DAY);
                    return true;
                } catch (RefusedException refused) {
                    assertEquals(RefusalCode.ACCOUNT_OVERDRAWN, refused.refusal().code());
                    return false;
                }
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        long in = 100_00;
        try {
            List<Future<Boolean>> done = pool.invokeAll(work);
            for (int i = 0; i < done.size(); i++) {
                in += done.get(i).get() ? (i % 3 != 0 ? -700 : 700) : 0;
            }
        } finally {
            pool.shutdown();
        }
        assertEquals(Money.ofFen(in), balances.of(bank, DAY).amount());
        assertTrue(in >= 0);
    }

    @Test
    void aClosedYearTakesNothingMoreAndItsResultGoesToTheFund() {
        // A year long past, which no other test posts to, behind those that other tests have closed.
        int year = SampleBooks.closedThrough(database).getYear() + 1;
        String bank = books.account(AccountType.ASSET, true);
        String fund = books.account(AccountType.EQUITY, false);
        String income = books.account(AccountType.INCOME, false);
        String expense = books.account(AccountType.EXPENSE, false);
        LocalDate day = LocalDate.of(year, 6, 1);
        books.move(bank, income, "100.00", day);
        books.move(expense, bank, "30.00", day);
        assertRefused(RefusalCode.PERIOD_NOT_OVER, () -> closing.close(SampleBooks.AUTHOR, 9999, fund));
        assertNotNull(closing.close(SampleBooks.AUTHOR, year, fund));
        LocalDate last = LocalDate.of(year, 12, 31);
        assertEquals("70.00", balances.of(fund, last).amount().toString());
        assertEquals("0.00", balances.of(income, last).amount().toString());
        assertEquals("0.00", balances.of(expense, last).amount().toString());
        assertRefused(RefusalCode.PERIOD_CLOSED, () -> closing.close(SampleBooks.AUTHOR, year, fund));
        UUID late = books.move(bank, income, "1.00", day);
        Entry entry = entries.byId(late).orElseThrow();
        assertEquals(day, entry.eventDate());
        assertEquals(LocalDate.of(year + 1, 1, 1), entry.postingDate());
        assertEquals("70.00", balances.of(bank, last).amount().toString());
        assertThrows(SQLException.class, () -> intoClosedYear(day));
    }

    private void intoClosedYear(LocalDate day) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into ledger_entry (id, reason, source_type, source_id, event_date, posting_date, lines,"
                    + " total, client_id, subject, recorded_at) values (gen_random_uuid(), 'TEST', 'TEST', gen_random_uuid(),"
                    + " '" + day + "', '" + day + "', 2, 1, 'test', 'test', now())");
        } catch (SQLException e) {
            assertEquals("OS002", e.getSQLState(), e::getMessage);
            throw e;
        }
    }

    private void assertFoldsAreRight() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from ledger_fold_difference")) {
            row.next();
            assertEquals(0, row.getInt(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(RefusalCode code, org.junit.jupiter.api.function.Executable work) {
        RefusedException refused = assertThrows(RefusedException.class, work);
        assertEquals(code, refused.refusal().code());
    }
}
