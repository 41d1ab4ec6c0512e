package org.onestop.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordIds;
import org.onestop.time.BusinessClock;

/** Makes findings of what rules have hit. */
@ApplicationScoped
class RuleFindings {

    private static final String SETTLED_AT =
            "select settlement_id, hospital_code from rule_case where settlement_id = any (?) order by settlement_id";

    private static final String FOUND = "select exists (select from finding where hit_key = ?)";

    private final Observations observations;
    private final RuleBook book;
    private final ObjectMapper json;
    private final BusinessClock clock;

    RuleFindings(Observations observations, RuleBook book, ObjectMapper json, BusinessClock clock) {
        this.observations = observations;
        this.book = book;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Writes what is new.
     *
     * @param person whom the hits are about; null where they are about none
     * @return how many were new
     */
    int write(Connection connection, UUID person, List<RuleHit> hits) throws SQLException {
        int written = 0;
        for (RuleHit hit : hits) {
            byte[] key = hit.key();
            if (!isFound(connection, key)
                    && observations.write(
                            connection,
                            Changes.Author.SERVICE,
                            observation(connection, person, hit, key),
                            FindingEvent.Entry.opened(null, null))) {
                written++;
            }
        }
        return written;
    }

    /** Spares the work of writing what the constraint would refuse. */
    private static boolean isFound(Connection connection, byte[] key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FOUND)) {
            query.setBytes(1, key);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private Observation observation(Connection connection, UUID person, RuleHit hit, byte[] key) throws SQLException {
        OffsetDateTime now = clock.now();
        Observation.Hit told = new Observation.Hit(
                hit.rule().name(),
                book.entry(hit.rule()).version(),
                key,
                figures(hit),
                RuleTexts.zh(hit),
                RuleTexts.en(hit));
        return new Observation(
                RecordIds.next(now.toInstant().toEpochMilli()),
                hit.settlements().get(hit.settlements().size() - 1),
                person,
                null,
                null,
                told,
                settledAt(connection, hit.settlements()),
                now);
    }

    private static List<Observation.SettledAt> settledAt(Connection connection, List<UUID> settlements)
            throws SQLException {
        List<Observation.SettledAt> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SETTLED_AT)) {
            query.setArray(1, connection.createArrayOf("uuid", settlements.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Observation.SettledAt(row.getObject(1, UUID.class), row.getString(2)));
                }
            }
        }
        return found;
    }

    private String figures(RuleHit hit) {
        try {
            return json.writeValueAsString(hit.figures());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures could not be written", e);
        }
    }
}
