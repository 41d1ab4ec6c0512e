package org.onestop.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** An account's statement (明细账): the balance before, and each entry that touches it with the balance after. */
@ApplicationScoped
class Statements {

    private final AgroalDataSource database;
    private final Balances balances;
    private final EntryReader entries;

    Statements(AgroalDataSource database, Balances balances, EntryReader entries) {
        this.database = database;
        this.balances = balances;
        this.entries = entries;
    }

    /** One entry in a statement; {@code change} and {@code balance} are on the account's normal side. */
    record Item(Entry entry, Money change, Money balance) {}

    /**
     * A page of a statement.
     *
     * @param account with its sums through the last day
     * @param opening the balance before the page's first entry
     * @param next    cursor of the next page; null on the last
     */
    record Statement(
            AccountView account,
            Money opening,
            List<Item> items,
            @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /** @throws org.onestop.refusal.RefusedException account-not-found */
    Statement of(String code, LocalDate from, LocalDate to, Position after, int limit) {
        Balances.Balance through = balance(code, to);
        Money opening = opening(through.account(), from, after);
        List<Entry> found = entries.page(
                new EntryReader.Wanted(code, null, null, from, to),
                after == null ? null : after.day(),
                after == null ? 0 : after.number(),
                limit + 1);
        List<Entry> shown = found.subList(0, Math.min(limit, found.size()));
        List<Item> items = new ArrayList<>(shown.size());
        Money running = opening;
        for (Entry entry : shown) {
            Money change = change(through.account(), entry);
            running = running.plus(change);
            items.add(new Item(entry, change, running));
        }
        String next = found.size() > limit ? Position.of(found.get(limit - 1)).cursor() : null;
        return new Statement(AccountView.of(through), opening, items, next);
    }

    private Balances.Balance balance(String code, LocalDate through) {
        return balances.all(through).stream()
                .filter(each -> each.account().code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.of(RefusalCode.ACCOUNT_NOT_FOUND).asException());
    }

    private Money opening(Account account, LocalDate from, Position after) {
        if (after == null) {
            return balances.of(account.code(), from.minusDays(1)).amount();
        }
        Money before = balances.of(account.code(), after.day().minusDays(1)).amount();
        return before.plus(onTheDay(account, after));
    }

    /** What the entries of the cursor's day up to it have changed. */
    private Money onTheDay(Account account, Position until) {
        String sql = "select coalesce(sum(case p.side when ? then p.amount else -p.amount end), 0) from ledger_posting p"
                + " where p.account = ? and p.posting_date = ? and p.number <= ?";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, account.type().normal().name());
            query.setString(2, account.code());
            query.setObject(3, until.day());
            query.setLong(4, until.number());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Money.ofFen(row.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a statement could not be read", e);
        }
    }

    private static Money change(Account account, Entry entry) {
        Money change = Money.ZERO;
        for (JournalDraft.Line line : entry.lines()) {
            if (line.account().equals(account.code())) {
                change = line.side() == account.type().normal()
                        ? change.plus(line.amount())
                        : change.minus(line.amount());
            }
        }
        return change;
    }
}
