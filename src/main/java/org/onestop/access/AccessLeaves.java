package org.onestop.access;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.journal.Leaf;
import org.onestop.journal.RecordText;
import org.onestop.journal.SealedTable;

/** Records of who looked at whose data, as leaves of the journal's seals. */
@Singleton
class AccessLeaves extends SealedTable {

    private static final String SOURCE = "ACCESS";

    AccessLeaves() {
        super(
                SOURCE,
                "access_record",
                "r.id, r.accessed_at, r.client_id, r.subject, r.role, r.operation, r.purpose, r.person_id, r.object",
                "accessed_at",
                false);
    }

    @Override
    protected Leaf leaf(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        OffsetDateTime at = row.getObject(2, OffsetDateTime.class);
        byte[] digest = new RecordText("record", "ACCESS.1")
                .line("id", id)
                .line("accessedAt", at)
                .line("clientId", row.getString(3))
                .line("subject", row.getString(4))
                .line("role", row.getString(5))
                .line("operation", row.getString(6))
                .hidden("purpose", row.getString(7))
                .line("personId", row.getObject(8, UUID.class))
                .hidden("object", row.getString(9))
                .digest();
        return new Leaf(SOURCE, id, SOURCE, null, digest, at, row.getString(3), null);
    }
}
