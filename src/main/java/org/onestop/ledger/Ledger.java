package org.onestop.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordIds;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;
import org.onestop.time.BusinessClock;

/** Posts entries and closes periods: the only way into the books. Runs in the caller's transaction where there is one. */
@ApplicationScoped
public class Ledger {

    private final AgroalDataSource database;
    private final EntryReader entries;
    private final BusinessClock clock;

    Ledger(AgroalDataSource database, EntryReader entries, BusinessClock clock) {
        this.database = database;
        this.entries = entries;
        this.clock = clock;
    }

    /** Puts an account into the chart, unless it is there already. */
    @Transactional
    public void open(Account account) {
        String sql = "insert into ledger_account (code, name_zh, name_en, type, limited, term, opened_at)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (code) do nothing";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, account.code());
            insert.setString(2, account.nameZh());
            insert.setString(3, account.nameEn());
            insert.setString(4, account.type().name());
            insert.setBoolean(5, account.limited());
            insert.setObject(6, account.term(), java.sql.Types.SMALLINT);
            insert.setObject(7, clock.now());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("an account could not be opened", e);
        }
    }

    /**
     * Posts an entry.
     *
     * @return its id
     * @throws org.onestop.refusal.RefusedException account-overdrawn where a limited account would fall below zero;
     *     already-posted where the source has an entry for that reason
     */
    @Transactional
    public UUID post(Changes.Author author, JournalDraft draft) {
        return post(author, draft, null);
    }

    /**
     * Undoes an entry by one with its sides turned.
     *
     * @param reason    of the new entry; not null
     * @param eventDate of what makes it necessary; not null
     * @throws org.onestop.refusal.RefusedException entry-not-found, entry-already-reversed, account-overdrawn
     */
    @Transactional
    public UUID reverse(Changes.Author author, UUID entry, String reason, LocalDate eventDate) {
        Entry original = entries.byId(entry).orElseThrow(() -> Refusal.of(RefusalCode.ENTRY_NOT_FOUND).asException());
        if (original.reversedBy() != null) {
            throw Refusal.of(RefusalCode.ENTRY_ALREADY_REVERSED).asException();
        }
        return post(author, undone(original, reason, eventDate), entry);
    }

    private UUID post(Changes.Author author, JournalDraft draft, UUID reverses) {
        try (Connection connection = database.getConnection()) {
            return post(connection, author, draft, reverses);
        } catch (SQLException e) {
            throw EntryWriter.explained(e);
        }
    }

    /** As {@link #post(Changes.Author, JournalDraft)}, in the transaction of a connection. */
    public UUID post(Connection connection, Changes.Author author, JournalDraft draft) throws SQLException {
        return post(connection, author, draft, null);
    }

    /**
     * As {@link #reverse(Changes.Author, UUID, String, LocalDate)} of the entry of a source for a reason, in the transaction
     * of a connection.
     *
     * @throws IllegalStateException where there is no such entry
     */
    public UUID reverse(
            Connection connection, Changes.Author author, JournalDraft.Source source, String of, Undoing undoing)
            throws SQLException {
        Entry original = EntryReader.bySource(connection, source, of)
                .orElseThrow(() -> new IllegalStateException("no entry " + of + " of " + source));
        return post(connection, author, undone(original, undoing.reason(), undoing.eventDate()), original.id());
    }

    /**
     * Why and when an entry is undone.
     *
     * @param reason    of the new entry; not null
     * @param eventDate of what makes it necessary; not null
     */
    public record Undoing(String reason, LocalDate eventDate) {}

    private UUID post(Connection connection, Changes.Author author, JournalDraft draft, UUID reverses)
            throws SQLException {
        OffsetDateTime now = clock.now();
        UUID id = RecordIds.next(now.toInstant().toEpochMilli());
        LocalDate day = openDay(connection, draft);
        try {
            EntryWriter.write(connection, new EntryWriter.Posted(id, author, draft, reverses, day, now));
            return id;
        } catch (SQLException e) {
            if (EntryWriter.explained(e) instanceof RefusedException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static JournalDraft undone(Entry original, String reason, LocalDate eventDate) {
        List<JournalDraft.Line> turned = original.lines().stream()
                .map(line -> new JournalDraft.Line(line.account(), line.side().opposite(), line.amount()))
                .toList();
        LocalDate happened = eventDate.isBefore(original.eventDate()) ? original.eventDate() : eventDate;
        return new JournalDraft(
                reason, new JournalDraft.Source("ENTRY", original.id().toString()), happened, turned);
    }

    /** The event's own day, or the first one that is still open. */
    private static LocalDate openDay(Connection connection, JournalDraft draft) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select max(closed_through) from ledger_closing");
                ResultSet row = query.executeQuery()) {
            row.next();
            LocalDate closed = row.getObject(1, LocalDate.class);
            return closed == null || draft.eventDate().isAfter(closed) ? draft.eventDate() : closed.plusDays(1);
        }
    }
}
