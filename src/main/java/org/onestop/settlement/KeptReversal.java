package org.onestop.settlement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A reversal with all that is stored of it.
 *
 * @param amounts those of {@link SettlementWriter#SPLIT_COLUMNS}, in fen
 * @param moved   the numbers of {@link Movement#COLUMNS}
 */
record KeptReversal(
        UUID id,
        UUID settlement,
        Hindsight.PersonYear year,
        int sequence,
        String clientId,
        String hospitalCode,
        String reason,
        byte[] answer,
        Instant reversedAt,
        byte[] digest,
        long[] amounts,
        long[] moved) {

    /** For a select list of {@code settlement_reversal r}. */
    static final String COLUMNS = "r.id, r.settlement_id, r.person_id, r.year, r.sequence, r.client_id, r.hospital_code,"
            + " r.reason, r.answer, r.reversed_at, r.record_digest, " + SettlementWriter.splitColumns("r.") + ", "
            + SettlementWriter.movedColumns("r.");

    private static final int FIRST_AMOUNT = 12;

    static KeptReversal read(ResultSet row) throws SQLException {
        return new KeptReversal(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                new Hindsight.PersonYear(row.getObject(3, UUID.class), row.getInt(4)),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getBytes(9),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                row.getBytes(11),
                SettlementWriter.amounts(
                        SettlementReader.split(row, FIRST_AMOUNT),
                        SettlementReader.mutualAidExpected(row, FIRST_AMOUNT)),
                SettlementReader.moved(row, FIRST_AMOUNT + SettlementWriter.SPLIT_COLUMNS.size()));
    }
}
