package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.journal.RecordIds;

/** Why something that was recorded wrongly was put right, sealed as all that people write about people. */
@ApplicationScoped
class CorrectionReasons {

    private final RegisterStatements statements;
    private final IdentityVault vault;

    CorrectionReasons(RegisterStatements statements, IdentityVault vault) {
        this.statements = statements;
        this.vault = vault;
    }

    /** What was wrong. */
    enum Kind {
        /** 死亡. */
        DEATH,
        /** 与户主关系. */
        RELATION,
        /** 姓名. */
        NAME
    }

    /** One correction on record. */
    record Row(UUID id, Kind kind, UUID person, String reason, String subject, OffsetDateTime recordedAt) {}

    /**
     * Keeps a reason.
     *
     * @param fileNo of the person's household; null where there is none
     */
    void write(Caller caller, Kind kind, UUID person, String fileNo, String reason, OffsetDateTime at) {
        UUID id = RecordIds.next(at.toInstant().toEpochMilli());
        statements.run(
                "insert into register_correction (id, kind, person_id, file_no, reason, key_id, client_id, subject,"
                        + " recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                kind,
                person,
                fileNo,
                vault.sealText(place(id), reason),
                vault.keyId(),
                caller.clientId(),
                caller.subject(),
                at);
    }

    /** The corrections of a household's members that were on record at a moment, oldest first. */
    List<Row> of(String fileNo, OffsetDateTime known) {
        String sql = "select id, kind, person_id, reason, key_id, subject, recorded_at from register_correction"
                + " where file_no = ? and recorded_at <= ? order by recorded_at, id";
        return statements.list(
                sql,
                row -> {
                    UUID id = row.getObject(1, UUID.class);
                    return new Row(
                            id,
                            Kind.valueOf(row.getString(2)),
                            row.getObject(3, UUID.class),
                            vault.openText(place(id), row.getBytes(4), row.getString(5)),
                            row.getString(6),
                            row.getObject(7, OffsetDateTime.class));
                },
                fileNo,
                known);
    }

    private static String place(UUID id) {
        return "register_correction:" + id + ":reason";
    }
}
