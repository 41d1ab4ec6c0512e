package org.onestop.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordIds;
import org.onestop.journal.Records;
import org.onestop.settlement.Hindsight.Difference;
import org.onestop.time.BusinessClock;

/** Puts what corrections would have changed on record, each once, with a record in the journal. */
@ApplicationScoped
class Findings {

    private static final String RECORD = "FINDING";

    private static final String INSERT = "insert into finding (id, kind, settlement_id, person_id, reason, object,"
            + " affected_from, affected_to, direct, kept, would_be, fund_difference, difference, found_at, record_digest)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict on constraint finding_once do nothing";

    private final AgroalDataSource database;
    private final Records journal;
    private final FindingEvents events;
    private final ObjectMapper json;
    private final BusinessClock clock;

    Findings(
            AgroalDataSource database, Records journal, FindingEvents events, ObjectMapper json, BusinessClock clock) {
        this.database = database;
        this.journal = journal;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** Makes a finding inside the transaction that made the correction, unless the same was found before. */
    void make(Correction correction, boolean direct, Difference difference) {
        OffsetDateTime now = clock.now();
        Finding finding = new Finding(
                RecordIds.next(now.toInstant().toEpochMilli()),
                difference.settlement(),
                difference.person(),
                correction,
                direct,
                text(ResultView.of(difference.kept())),
                text(ResultView.of(difference.again())),
                difference.again().fundTotal().fen() - difference.kept().fundTotal().fen(),
                now);
        byte[] digest = finding.recordDigest();
        try (Connection connection = database.getConnection()) {
            if (insert(connection, finding, digest)) {
                Observations.involve(
                        connection,
                        finding.id(),
                        new Observation.SettledAt(difference.settlement(), difference.hospitalCode()));
                journal.append(connection, RECORD, finding.id(), digest, Changes.Author.SERVICE.clientId());
                events.append(
                        connection,
                        Changes.Author.SERVICE,
                        FindingEvents.Standing.none(finding.id()),
                        FindingEvent.Entry.opened(null, null),
                        now);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a finding could not be written", e);
        }
    }

    private static boolean insert(Connection connection, Finding finding, byte[] digest) throws SQLException {
        Correction correction = finding.correction();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, finding.id());
            insert.setString(2, correction.kind().name());
            insert.setObject(3, finding.settlement());
            insert.setObject(4, finding.person());
            insert.setString(5, correction.reason());
            insert.setString(6, correction.object());
            insert.setObject(7, correction.from());
            insert.setObject(8, correction.to(), Types.DATE);
            insert.setBoolean(9, finding.direct());
            insert.setString(10, finding.kept());
            insert.setString(11, finding.wouldBe());
            insert.setLong(12, finding.fundDifference());
            insert.setBytes(13, finding.difference());
            insert.setObject(14, finding.foundAt());
            insert.setBytes(15, digest);
            return insert.executeUpdate() == 1;
        }
    }

    private String text(ResultView result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result could not be written", e);
        }
    }
}
