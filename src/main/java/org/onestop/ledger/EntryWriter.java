package org.onestop.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.journal.Digest;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Writes an entry, its postings and its record in the journal by one statement: one round trip. */
final class EntryWriter {

    private static final String INSERT = "with journal as (insert into journal_record"
            + " (kind, subject_id, digest, recorded_at, client_id) values ('LEDGER_ENTRY', ?, ?, ?, ?))"
            + " insert into ledger_entry (id, reason, source_type, source_id, event_date, posting_date, debit_accounts,"
            + " debit_amounts, credit_accounts, credit_amounts, reverses, client_id, subject, recorded_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private EntryWriter() {}

    /**
     * An entry as it is written.
     *
     * @param reverses the entry that it undoes; null for an original
     * @param day      of the books
     */
    record Posted(
            UUID id, Changes.Author author, JournalDraft draft, UUID reverses, LocalDate day, OffsetDateTime at) {}

    static void write(Connection connection, Posted entry) throws SQLException {
        JournalDraft draft = entry.draft();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, entry.id());
            insert.setBytes(2, digest(entry));
            insert.setObject(3, entry.at());
            insert.setString(4, entry.author().clientId());
            insert.setObject(5, entry.id());
            insert.setString(6, draft.reason());
            insert.setString(7, draft.source().type());
            insert.setString(8, draft.source().id());
            insert.setObject(9, draft.eventDate());
            insert.setObject(10, entry.day());
            lines(insert, 11, draft.lines(Side.DEBIT));
            lines(insert, 13, draft.lines(Side.CREDIT));
            insert.setObject(15, entry.reverses());
            insert.setString(16, entry.author().clientId());
            insert.setString(17, entry.author().subject());
            insert.setObject(18, entry.at());
            insert.executeUpdate();
        }
    }

    /** Sets the accounts and the amounts of one side. */
    private static void lines(PreparedStatement insert, int at, List<JournalDraft.Line> lines) throws SQLException {
        Connection connection = insert.getConnection();
        insert.setArray(at, connection.createArrayOf(
                "text", lines.stream().map(JournalDraft.Line::account).toArray()));
        insert.setArray(at + 1, connection.createArrayOf(
                "bigint", lines.stream().map(line -> line.amount().fen()).toArray()));
    }

    /**
     * SHA-256 over lines of {@code name=value} in this order, each ended by a line feed, UTF-8; one line for each posting,
     * in their order, amounts in fen.
     */
    static byte[] digest(Posted entry) {
        JournalDraft draft = entry.draft();
        StringBuilder text = new StringBuilder("record=LEDGER_ENTRY.1")
                .append("\nid=").append(entry.id())
                .append("\nreason=").append(draft.reason())
                .append("\nsource=").append(draft.source().type()).append('/').append(draft.source().id())
                .append("\neventDate=").append(draft.eventDate())
                .append("\npostingDate=").append(entry.day())
                .append("\nreverses=").append(entry.reverses() == null ? "" : entry.reverses())
                .append("\nclientId=").append(entry.author().clientId())
                .append("\nsubject=").append(entry.author().subject())
                .append("\nrecordedAt=").append(entry.at().toInstant());
        for (JournalDraft.Line line : draft.lines()) {
            text.append("\nposting=").append(line.account()).append('/').append(line.side()).append('/')
                    .append(line.amount().fen());
        }
        return Digest.sha256(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What the books' own rules mean as refusals; everything else is a fault. */
    static RuntimeException explained(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "OS004" -> Refusal.of(RefusalCode.ACCOUNT_OVERDRAWN).asException();
            case "OS002" -> Refusal.of(RefusalCode.PERIOD_CLOSED).asException();
            case "23505" -> duplicate(e);
            default -> new IllegalStateException("an entry could not be posted", e);
        };
    }

    private static RuntimeException duplicate(SQLException e) {
        ServerErrorMessage told = e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        String constraint = told == null ? "" : String.valueOf(told.getConstraint());
        if (constraint.contains("reverses")) {
            return Refusal.of(RefusalCode.ENTRY_ALREADY_REVERSED).asException();
        }
        return constraint.contains("source_type")
                ? Refusal.of(RefusalCode.ALREADY_POSTED).asException()
                : new IllegalStateException("an entry could not be posted", e);
    }
}
