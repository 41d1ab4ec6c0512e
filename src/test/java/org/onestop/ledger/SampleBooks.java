package org.onestop.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.onestop.journal.Changes;
import org.onestop.money.Money;

/** Accounts of its own for each test, under codes that no chart uses, and entries between them. */
@ApplicationScoped
public class SampleBooks {

    static final Changes.Author AUTHOR = new Changes.Author("test", "test");
    private static final AtomicInteger NEXT = new AtomicInteger(9000);

    private final Ledger ledger;

    SampleBooks(Ledger ledger) {
        this.ledger = ledger;
    }

    String account(AccountType type, boolean limited) {
        String code = Integer.toString(NEXT.getAndIncrement());
        ledger.open(new Account(code, "测试科目", "test account", type, limited, null));
        return code;
    }

    UUID move(String debit, String credit, String amount, LocalDate on) {
        return ledger.post(AUTHOR, draft(debit, credit, Money.parse(amount), on));
    }

    static JournalDraft draft(String debit, String credit, Money amount, LocalDate on) {
        return new JournalDraft(
                "TEST",
                new JournalDraft.Source("TEST", UUID.randomUUID().toString()),
                on,
                java.util.List.of(JournalDraft.Line.debit(debit, amount), JournalDraft.Line.credit(credit, amount)));
    }

    /** Through which day the books are closed; tests close one year after another, from 1990 on. */
    public static LocalDate closedThrough(AgroalDataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select coalesce(max(closed_through), '1989-12-31') from ledger_closing")) {
            row.next();
            return row.getObject(1, LocalDate.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
