package org.onestop.journal;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Records of what was refused as leaves. */
@Singleton
class RefusalLeaves extends SealedTable {

    private static final String SOURCE = "REFUSAL";

    RefusalLeaves() {
        super(
                SOURCE,
                "refusal_record",
                "r.id, r.refused_at, r.client_id, r.hospital_code, r.operation, r.idempotency_key, r.code, r.facts",
                "refused_at",
                false);
    }

    @Override
    protected Leaf leaf(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        OffsetDateTime at = row.getObject(2, OffsetDateTime.class);
        byte[] digest = new RecordText("record", "REFUSAL.1")
                .line("id", id)
                .line("refusedAt", at)
                .line("clientId", row.getString(3))
                .line("hospitalCode", row.getString(4))
                .line("operation", row.getString(5))
                .line("idempotencyKey", row.getString(6))
                .line("code", row.getString(7))
                .hidden("facts", row.getString(8))
                .digest();
        return new Leaf(SOURCE, id, SOURCE, null, digest, at, row.getString(3), null);
    }
}
