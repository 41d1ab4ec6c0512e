package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordIds;
import org.onestop.journal.Records;
import org.onestop.registry.IdentityVault;
import org.onestop.time.BusinessClock;

/** The course of findings: each event appended, with a record in the journal. What people wrote is sealed. */
@ApplicationScoped
class FindingEvents {

    private static final String RECORD = "FINDING_EVENT";

    private static final String LAST = "select sequence, state, assignee from finding_event where finding_id = ?"
            + " order by sequence desc limit 1";

    private static final String INSERT = "insert into finding_event (finding_id, sequence, state, client_id, subject,"
            + " recorded_at, id, kind, note, key_id, assignee, answer, outcome, hospital_code, record_digest)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Records journal;
    private final IdentityVault vault;
    private final BusinessClock clock;

    FindingEvents(Records journal, IdentityVault vault, BusinessClock clock) {
        this.journal = journal;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * How a finding stands.
     *
     * @param sequence of its last event; 0 before the first
     * @param assignee null where nobody sees to it
     */
    record Standing(UUID id, int sequence, FindingState state, String assignee) {

        static Standing none(UUID finding) {
            return new Standing(finding, 0, FindingState.OPEN, null);
        }
    }

    /** A finding, held until the transaction ends: of two who act at once the second sees what the first did. */
    Optional<Standing> held(Connection connection, UUID finding) throws SQLException {
        String sql = "select pg_advisory_xact_lock(hashtextextended('finding ' || ?, 0))";
        try (PreparedStatement lock = connection.prepareStatement(sql);
                PreparedStatement last = connection.prepareStatement(LAST)) {
            lock.setString(1, finding.toString());
            lock.execute();
            last.setObject(1, finding);
            try (ResultSet row = last.executeQuery()) {
                return row.next()
                        ? Optional.of(new Standing(
                                finding, row.getInt(1), FindingState.valueOf(row.getString(2)), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    /** Appends an event in the transaction of a connection. */
    Standing append(
            Connection connection, Changes.Author author, Standing before, FindingEvent.Entry entry, OffsetDateTime at)
            throws SQLException {
        UUID id = RecordIds.next(at.toInstant().toEpochMilli());
        FindingState state = entry.after(before.state());
        String assignee = entry.assignee() == null ? before.assignee() : entry.assignee();
        byte[] note = entry.text() == null ? null : vault.sealText(place(id), entry.text());
        FindingEvent event = new FindingEvent(
                id, before.id(), before.sequence() + 1, state, assignee, note, entry, author, at);
        byte[] digest = event.recordDigest();
        insert(connection, event, digest);
        journal.append(connection, RECORD, id, digest, author.clientId());
        return new Standing(before.id(), event.sequence(), state, assignee);
    }

    /** As above, now. */
    Standing append(Connection connection, Changes.Author author, Standing before, FindingEvent.Entry entry)
            throws SQLException {
        return append(connection, author, before, entry, clock.now());
    }

    private void insert(Connection connection, FindingEvent event, byte[] digest) throws SQLException {
        FindingEvent.Entry entry = event.entry();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, event.finding());
            insert.setInt(2, event.sequence());
            insert.setString(3, event.state().name());
            insert.setString(4, event.author().clientId());
            insert.setString(5, event.author().subject());
            insert.setObject(6, event.recordedAt());
            insert.setObject(7, event.id());
            insert.setString(8, entry.kind().name());
            insert.setBytes(9, event.note());
            insert.setString(10, event.note() == null ? null : vault.keyId());
            insert.setString(11, event.assignee());
            insert.setObject(12, entry.answer(), Types.INTEGER);
            insert.setString(13, entry.outcome() == null ? null : entry.outcome().name());
            insert.setString(14, entry.hospital());
            insert.setBytes(15, digest);
            insert.executeUpdate();
        }
    }

    /** What was written with an event; null where nothing was. */
    String note(UUID event, byte[] note, String keyId) {
        return note == null ? null : vault.openText(place(event), note, keyId);
    }

    private static String place(UUID event) {
        return "finding_event:" + event + ":note";
    }
}
