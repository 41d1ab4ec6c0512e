package org.onestop.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.money.Money;
import org.onestop.time.BusinessClock;

/** Reads posted entries with their postings. */
@ApplicationScoped
class EntryReader {

    private static final String SELECT = "select e.id, e.number, e.reason, e.source_type, e.source_id, e.event_date,"
            + " e.posting_date, e.reverses, r.id, e.recorded_at,"
            + " e.debit_accounts, e.debit_amounts, e.credit_accounts, e.credit_amounts"
            + " from ledger_entry e left join ledger_entry r on r.reverses = e.id ";

    private final AgroalDataSource database;

    EntryReader(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Which entries are wanted.
     *
     * @param account    that they touch; null for any
     * @param sourceType of the document behind them; null for any
     * @param sourceId   of the document behind them; null for any
     * @param from       first day of the books; null for no beginning
     * @param to         last day of the books; null for no end
     */
    record Wanted(String account, String sourceType, String sourceId, LocalDate from, LocalDate to) {}

    Optional<Entry> byId(UUID id) {
        return query("where e.id = ?", List.of(id)).stream().findFirst();
    }

    /**
     * A page of entries in the order of the books: by day, then by number.
     *
     * @param afterDay    where the page before ended; null for the first
     * @param afterNumber where the page before ended
     */
    List<Entry> page(Wanted wanted, LocalDate afterDay, long afterNumber, int limit) {
        StringBuilder where = new StringBuilder("where true");
        List<Object> values = new ArrayList<>();
        and(where, values, " and ? = any (e.debit_accounts || e.credit_accounts)", wanted.account());
        and(where, values, " and e.source_type = ?", wanted.sourceType());
        and(where, values, " and e.source_id = ?", wanted.sourceId());
        and(where, values, " and e.posting_date >= ?", wanted.from());
        and(where, values, " and e.posting_date <= ?", wanted.to());
        if (afterDay != null) {
            where.append(" and (e.posting_date, e.number) > (?, ?)");
            values.add(afterDay);
            values.add(afterNumber);
        }
        values.add(limit);
        return query(where + " order by e.posting_date, e.number limit ?", values);
    }

    private static void and(StringBuilder where, List<Object> values, String condition, Object value) {
        if (value != null) {
            where.append(condition);
            values.add(value);
        }
    }

    /** The entry of a source for a reason, as a connection's transaction sees it. */
    static Optional<Entry> bySource(Connection connection, JournalDraft.Source source, String reason) throws SQLException {
        return query(
                        connection,
                        "where e.reason = ? and e.source_type = ? and e.source_id = ?",
                        List.of(reason, source.type(), source.id()))
                .stream()
                .findFirst();
    }

    private List<Entry> query(String rest, List<Object> values) {
        try (Connection connection = database.getConnection()) {
            return query(connection, rest, values);
        } catch (SQLException e) {
            throw new IllegalStateException("the books could not be read", e);
        }
    }

    private static List<Entry> query(Connection connection, String rest, List<Object> values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + rest)) {
            for (int i = 0; i < values.size(); i++) {
                query.setObject(i + 1, values.get(i));
            }
            List<Entry> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(entry(row));
                }
            }
            return found;
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        List<JournalDraft.Line> lines = new ArrayList<>();
        addLines(lines, Side.DEBIT, row.getArray(11), row.getArray(12));
        Money total = lines.stream().map(JournalDraft.Line::amount).reduce(Money.ZERO, Money::plus);
        addLines(lines, Side.CREDIT, row.getArray(13), row.getArray(14));
        return new Entry(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getString(3),
                new JournalDraft.Source(row.getString(4), row.getString(5)),
                row.getObject(6, LocalDate.class),
                row.getObject(7, LocalDate.class),
                total,
                lines,
                row.getObject(8, UUID.class),
                row.getObject(9, UUID.class),
                BusinessClock.at(row.getObject(10, OffsetDateTime.class).toInstant()));
    }

    private static void addLines(List<JournalDraft.Line> lines, Side side, Array accounts, Array amounts)
            throws SQLException {
        String[] account = (String[]) accounts.getArray();
        Long[] amount = (Long[]) amounts.getArray();
        for (int i = 0; i < account.length; i++) {
            lines.add(new JournalDraft.Line(account[i], side, Money.ofFen(amount[i])));
        }
    }
}
