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
import org.onestop.time.BusinessClock;

/** Reads stored settlements. */
final class SettlementReader {

    private static final String SELECT = select("s.answer");

    /** A page's settlements, without the answers of those beyond what a page may weigh; the first always has its own. */
    private static final String SELECT_PAGE = "with page as (select s.id, sum(octet_length(s.answer)) over"
            + " (order by s.settled_at, s.id) - octet_length(s.answer) as before from settlement s where %s"
            + " and (s.settled_at, s.id) > (?, ?) order by s.settled_at, s.id limit ?) "
            + select("case when p.before < ? then s.answer end")
            + "join page p on p.id = s.id order by s.settled_at, s.id";

    private static final String OF_BILL = SELECT_PAGE.formatted("s.hospital_code = ? and s.bill_no = ?");
    private static final String OF_DAYS =
            SELECT_PAGE.formatted("s.hospital_code = ? and s.settled_at >= ? and s.settled_at < ?");

    /** More bytes of answers than this don't go into one page: a settlement of 5,000 lines has nearly one million. */
    private static final int HEAVIEST_PAGE = 2 * 1024 * 1024;

    private static final int FIRST_AMOUNT = 13;

    private SettlementReader() {}

    /**
     * A settlement.
     *
     * @param id null finds none
     */
    static Optional<StoredSettlement> byId(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + "where s.id = ?")) {
            query.setObject(1, id);
            return read(query).stream().findFirst();
        }
    }

    /** A page of the settlements of a hospital's bill number, oldest first: at most one of them stands. */
    static Page ofBill(Connection connection, String hospitalCode, String billNo, Position after, int limit)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OF_BILL)) {
            Parameters values = new Parameters(query);
            values.text(hospitalCode);
            values.text(billNo);
            return page(query, values, after, limit);
        }
    }

    /**
     * A page of a hospital's settlements in the order in which they were made.
     *
     * @param from first moment, included
     * @param to   last moment, excluded
     */
    static Page ofDays(
            Connection connection, String hospitalCode, OffsetDateTime from, OffsetDateTime to, Position after, int limit)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OF_DAYS)) {
            Parameters values = new Parameters(query);
            values.text(hospitalCode);
            values.moment(from);
            values.moment(to);
            return page(query, values, after, limit);
        }
    }

    private static Page page(PreparedStatement query, Parameters values, Position after, int limit) throws SQLException {
        values.moment(after.settledAt());
        values.uuid(after.id());
        values.number(limit + 1);
        values.number(HEAVIEST_PAGE);
        List<StoredSettlement> found = read(query);
        List<StoredSettlement> shown = found.stream()
                .limit(limit)
                .takeWhile(each -> each.answer() != null)
                .toList();
        return new Page(shown, shown.size() < found.size());
    }

    /**
     * A page.
     *
     * @param more whether there are further settlements after its last
     */
    record Page(List<StoredSettlement> items, boolean more) {}

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
    record Position(OffsetDateTime settledAt, UUID id) {

        /** Before every settlement. */
        static final Position BEGINNING = new Position(BusinessClock.at(Instant.EPOCH), new UUID(0, 0));
    }

    private static String select(String answer) {
        return "select s.id, s.person_id, s.identity_revision, s.year, s.sequence, s.hospital_code, s.bill_no, s.scheme, "
                + answer + ", s.settled_at, s.record_digest, r.id, "
                + SettlementWriter.splitColumns("s.") + ", " + SettlementWriter.movedColumns("s.")
                + " from settlement s left join settlement_reversal r on r.settlement_id = s.id ";
    }

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
                movement(row, FIRST_AMOUNT + SettlementWriter.SPLIT_COLUMNS.size(), scheme),
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

    /** The movement whose numbers begin in a column, in the order of {@link Movement#COLUMNS}. */
    static Movement movement(ResultSet row, int first, Scheme scheme) throws SQLException {
        long[] values = new long[Movement.COLUMNS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getLong(first + i);
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
