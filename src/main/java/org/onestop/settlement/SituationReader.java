package org.onestop.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.onestop.idempotency.BoundKey;
import org.onestop.registry.PersonFacts;

/** Reads a {@link Situation} in one statement: one round trip, and one moment for all of it. */
final class SituationReader {

    private static final String SELECT = "select k.operation, k.fingerprint, k.subject_id, b.settlement_id,"
            + " (select version from reference_version where name = 'hospital'),"
            + " (select version from reference_version where name = 'catalogue'),"
            + " m.member_from, m.covered_from, m.covered_until, " + PersonFacts.COLUMNS + ", "
            + AccumulatorColumns.select("a")
            + " from (select ?::text as client_id, ?::text as key, ?::text as hospital_code, ?::text as bill_no,"
            + " ?::bytea as id_index, ?::date as on_day) q"
            + " left join idempotency_key k on k.client_id = q.client_id and k.key = q.key"
            + " left join standing_bill b on b.hospital_code = q.hospital_code and b.bill_no = q.bill_no"
            + " left join lateral person_facts(q.id_index, q.on_day) p on true"
            + " left join member_standing m on m.person_id = p.person_id and m.term = ?"
            + " left join accumulator a on a.person_id = p.person_id and a.year = ?";

    private static final int STANDING = 7;
    private static final int PERSON = 10;

    private SituationReader() {}

    /**
     * What to look for.
     *
     * @param clientId     who asks
     * @param key          null where the request has none
     * @param hospitalCode null where no bill is looked for
     * @param billNo       null where no bill is looked for
     * @param idIndex      blind index of the person's number; null where the number is none
     * @param on           the benefit date
     */
    record Sought(
            String clientId, String key, String hospitalCode, String billNo, byte[] idIndex, LocalDate on) {}

    static Situation read(Connection connection, Sought sought) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT)) {
            Parameters values = new Parameters(query);
            values.text(sought.clientId());
            values.text(sought.key());
            values.text(sought.hospitalCode());
            values.text(sought.billNo());
            values.bytes(sought.idIndex());
            values.date(sought.on());
            values.number(sought.on().getYear());
            values.number(sought.on().getYear());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return read(row);
            }
        }
    }

    private static Situation read(ResultSet row) throws SQLException {
        String operation = row.getString(1);
        LocalDate memberFrom = row.getObject(STANDING, LocalDate.class);
        return new Situation(
                operation == null ? null : new BoundKey(operation, row.getBytes(2), row.getObject(3, UUID.class)),
                row.getObject(4, UUID.class),
                row.getLong(5),
                row.getLong(6),
                PersonFacts.read(row, PERSON),
                memberFrom == null
                        ? MemberStanding.NONE
                        : new MemberStanding(
                                memberFrom,
                                row.getObject(STANDING + 1, LocalDate.class),
                                row.getObject(STANDING + 2, LocalDate.class)),
                AccumulatorColumns.read(row, PERSON + PersonFacts.WIDTH));
    }
}
