package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.journal.Records;

/** Puts findings of rules and by hand on record, each once, with a record in the journal. */
@ApplicationScoped
class Observations {

    /** A form of its own, so a kind of its own: what a correction would have changed is a {@code FINDING}. */
    private static final String RECORD = "OBSERVATION";

    private static final String INSERT = "insert into finding (id, kind, settlement_id, person_id, file_no, hospital_code,"
            + " rule, rule_version, hit_key, figures, text_zh, text_en, found_at, record_digest)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict on constraint finding_hit_once do nothing";

    private static final String INVOLVED =
            "insert into finding_settlement (finding_id, settlement_id, hospital_code) values (?, ?, ?)";

    private final Records journal;
    private final FindingEvents events;

    Observations(Records journal, FindingEvents events) {
        this.journal = journal;
        this.events = events;
    }

    /**
     * Writes a finding in the transaction of a connection.
     *
     * @return whether it is new; otherwise the same was found before and nothing is written
     */
    boolean write(Connection connection, Changes.Author author, Observation found, FindingEvent.Entry opening)
            throws SQLException {
        byte[] digest = found.recordDigest();
        if (!insert(connection, found, digest)) {
            return false;
        }
        for (Observation.SettledAt each : found.settlements()) {
            involve(connection, found.id(), each);
        }
        journal.append(connection, RECORD, found.id(), digest, author.clientId());
        events.append(
                connection, author, FindingEvents.Standing.none(found.id()), opening, found.foundAt());
        return true;
    }

    private static boolean insert(Connection connection, Observation found, byte[] digest) throws SQLException {
        Observation.Hit hit = found.hit();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, found.id());
            insert.setString(2, found.kind().name());
            insert.setObject(3, found.settlement());
            insert.setObject(4, found.person());
            insert.setString(5, found.fileNo());
            insert.setString(6, found.hospitalCode());
            insert.setString(7, hit == null ? null : hit.rule());
            insert.setBytes(8, hit == null ? null : hit.version());
            insert.setBytes(9, hit == null ? null : hit.key());
            insert.setString(10, hit == null ? null : hit.figures());
            insert.setString(11, hit == null ? null : hit.textZh());
            insert.setString(12, hit == null ? null : hit.textEn());
            insert.setObject(13, found.foundAt());
            insert.setBytes(14, digest);
            return insert.executeUpdate() == 1;
        }
    }

    /** Says that a finding is about a settlement. */
    static void involve(Connection connection, UUID finding, Observation.SettledAt each) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INVOLVED)) {
            insert.setObject(1, finding);
            insert.setObject(2, each.settlement());
            insert.setString(3, each.hospitalCode());
            insert.executeUpdate();
        }
    }
}
