package org.onestop.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.Split;
import org.onestop.money.Money;

/** Reads stored settlements. */
final class SettlementReader {

    private static final String SELECT = "select s.id, s.person_id, s.identity_revision, s.year, s.sequence,"
            + " s.hospital_code, s.bill_no, s.scheme, s.answer, s.settled_at, s.record_digest, r.id, "
            + SettlementWriter.splitColumns("s.") + ", " + SettlementWriter.movedColumns("s.")
            + " from settlement s left join settlement_reversal r on r.settlement_id = s.id ";

    private static final int FIRST_AMOUNT = 13;

    private SettlementReader() {}

    static Optional<StoredSettlement> byId(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + "where s.id = ?")) {
            query.setObject(1, id);
            return read(query).stream().findFirst();
        }
    }

    /** The settlements of a hospital's bill number, oldest first: at most one of them stands. */
    static List<StoredSettlement> byBill(Connection connection, String hospitalCode, String billNo) throws SQLException {
        String where = "where s.hospital_code = ? and s.bill_no = ? order by s.settled_at, s.id";
        try (PreparedStatement query = connection.prepareStatement(SELECT + where)) {
            query.setString(1, hospitalCode);
            query.setString(2, billNo);
            return read(query);
        }
    }

    /**
     * A page of a hospital's settlements in the order in which they were made.
     *
     * @param from  first moment, included
     * @param to    last moment, excluded
     * @param after where the page before ended
     */
    static List<StoredSettlement> page(
            Connection connection, String hospitalCode, OffsetDateTime from, OffsetDateTime to, Position after, int limit)
            throws SQLException {
        String where = "where s.hospital_code = ? and s.settled_at >= ? and s.settled_at < ?"
                + " and (s.settled_at, s.id) > (?, ?) order by s.settled_at, s.id limit ?";
        try (PreparedStatement query = connection.prepareStatement(SELECT + where)) {
            Parameters values = new Parameters(query);
            values.text(hospitalCode);
            values.moment(from);
            values.moment(to);
            values.moment(after.settledAt());
            values.uuid(after.id());
            values.number(limit);
            return read(query);
        }
    }

    /** The standing settlements of a person's year that were made after another one, oldest first. */
    static List<StoredSettlement> newerStanding(Connection connection, StoredSettlement than) throws SQLException {
        String where = "where s.person_id = ? and s.year = ? and s.sequence > ? and r.id is null order by s.sequence";
        try (PreparedStatement query = connection.prepareStatement(SELECT + where)) {
            query.setObject(1, than.personId());
            query.setInt(2, than.year());
            query.setInt(3, than.sequence());
            return read(query);
        }
    }

    /**
     * A place in the list of a hospital's settlements.
     *
     * @param settledAt not null
     * @param id        not null
     */
    record Position(OffsetDateTime settledAt, UUID id) {}

    private static List<StoredSettlement> read(PreparedStatement query) throws SQLException {
        List<StoredSettlement> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(read(row));
            }
        }
        return found;
    }

    private static StoredSettlement read(ResultSet row) throws SQLException {
        Scheme scheme = Scheme.valueOf(row.getString(8));
        return new StoredSettlement(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                scheme,
                split(row, FIRST_AMOUNT),
                mutualAidExpected(row, FIRST_AMOUNT),
                movement(row, scheme),
                row.getBytes(9),
                instant(row, 10),
                row.getBytes(11),
                row.getObject(12, UUID.class));
    }

    /** The split whose amounts begin in a column, in the order of {@link SettlementWriter#SPLIT_COLUMNS}. */
    static Split split(ResultSet row, int first) throws SQLException {
        return new Split(
                amount(row, first),
                amount(row, first + 1),
                amount(row, first + 2),
                amount(row, first + 3),
                amount(row, first + 4),
                amount(row, first + 5),
                amount(row, first + 6),
                amount(row, first + 7),
                amount(row, first + 8),
                amount(row, first + 9));
    }

    /** What stands behind such a split. */
    static Money mutualAidExpected(ResultSet row, int first) throws SQLException {
        return amount(row, first + 10);
    }

    private static Movement movement(ResultSet row, Scheme scheme) throws SQLException {
        long[] values = new long[Movement.COLUMNS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getLong(FIRST_AMOUNT + SettlementWriter.SPLIT_COLUMNS.size() + i);
        }
        return new Movement(scheme, values);
    }

    private static Money amount(ResultSet row, int column) throws SQLException {
        return Money.ofFen(row.getLong(column));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
