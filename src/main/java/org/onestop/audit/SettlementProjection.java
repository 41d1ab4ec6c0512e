package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.journal.RecordTail;

/**
 * Fills the narrow rows in which an audit looks for settlements, behind the commits: what a settlement costs doesn't depend
 * on it. The database's own view says how a row is made, so filling them anew gives the same.
 */
@ApplicationScoped
class SettlementProjection {

    /** The name of the reader in the journal. */
    static final String READER = "audit-settlements";

    private static final List<String> KINDS = List.of("SETTLEMENT", "REVERSAL");

    /** So many records at once: a transaction of a second at most, even of large bills. */
    private static final int BATCH = 500;

    private static final String PROJECT = "insert into audit_settlement select * from audit_settlement_source where id = any"
            + " (array(select unnest(?::uuid[]) union"
            + " select r.settlement_id from settlement_reversal r where r.id = any (?::uuid[])))"
            + " on conflict (id) do update set reversal_id = excluded.reversal_id, reversed_at = excluded.reversed_at,"
            + " reversed_on = excluded.reversed_on";

    private final RecordTail journal;

    SettlementProjection(RecordTail journal) {
        this.journal = journal;
    }

    /** Takes the next records in; returns whether there may be more already. */
    boolean step() {
        return journal.follow(READER, KINDS, BATCH, SettlementProjection::project);
    }

    /** Takes all in that is there. */
    void catchUp() {
        boolean isMore = true;
        while (isMore) {
            isMore = step();
        }
    }

    /** Before which moment everything that was committed is in the rows; empty before they were ever filled. */
    Optional<OffsetDateTime> completeTo() {
        return journal.completeTo(READER);
    }

    private static void project(Connection connection, List<RecordTail.Entry> entries) throws SQLException {
        UUID[] subjects = entries.stream().map(RecordTail.Entry::subject).toArray(UUID[]::new);
        try (PreparedStatement insert = connection.prepareStatement(PROJECT)) {
            insert.setArray(1, connection.createArrayOf("uuid", subjects));
            insert.setArray(2, connection.createArrayOf("uuid", subjects));
            insert.executeUpdate();
        }
    }
}
