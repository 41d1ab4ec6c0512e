package org.onestop.journal;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The journal's records as leaves. */
@Singleton
class JournalLeaves extends SealedTable {

    static final String SOURCE = "JOURNAL";

    JournalLeaves() {
        super(
                SOURCE,
                "journal_record",
                "r.id, r.kind, r.subject_id, r.digest, r.recorded_at, r.client_id, r.tx::text::bigint",
                "recorded_at",
                true);
    }

    @Override
    protected Leaf leaf(ResultSet row) throws SQLException {
        return new Leaf(
                SOURCE,
                row.getLong(1),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getBytes(4),
                row.getObject(5, OffsetDateTime.class),
                row.getString(6),
                row.getLong(7));
    }
}
