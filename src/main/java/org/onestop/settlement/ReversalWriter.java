package org.onestop.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.onestop.adjudication.Scheme;

/** Writes a reversal, in a transaction that holds the lock on the person's year. */
final class ReversalWriter {

    private static final String REVERSAL = "insert into settlement_reversal (id, settlement_id, person_id, year, sequence,"
            + " client_id, hospital_code, reason, " + SettlementWriter.splitColumns("") + ", "
            + SettlementWriter.movedColumns("") + ", answer, reversed_at, record_digest) values ("
            + SettlementWriter.marks(8 + SettlementWriter.SPLIT_COLUMNS.size() + Movement.COLUMNS.size() + 3) + ")";

    private ReversalWriter() {}

    static void write(Connection connection, ReversalRecord record) throws SQLException {
        moveYearBack(connection, record);
        reversal(connection, record);
        run(connection, "delete from standing_bill where settlement_id = ? and hospital_code = ? and bill_no = ?", to -> {
            to.uuid(record.settlement().id());
            to.text(record.settlement().hospitalCode());
            to.text(record.settlement().billNo());
        });
        run(
                connection,
                "insert into journal_record (kind, subject_id, digest, recorded_at, client_id)"
                        + " values ('REVERSAL', ?, ?, ?, ?)",
                to -> {
                    to.uuid(record.id());
                    to.bytes(record.digest());
                    to.moment(record.reversedAt());
                    to.text(record.clientId());
                });
        if (record.key() != null) {
            bindKey(connection, record);
        }
    }

    private static void moveYearBack(Connection connection, ReversalRecord record) throws SQLException {
        Scheme scheme = record.settlement().scheme();
        List<String> columns = Movement.COLUMNS.stream()
                .map(column -> AccumulatorColumns.OF_SCHEME.contains(column)
                        ? AccumulatorColumns.prefix(scheme) + column
                        : column)
                .toList();
        String added = columns.stream().map(column -> column + " = " + column + " + ?").collect(Collectors.joining(", "));
        run(
                connection,
                "update accumulator set " + added + ", version = version + 1"
                        + " where person_id = ? and year = ? and version = ?",
                to -> {
                    for (long value : record.movement().values()) {
                        to.fen(value);
                    }
                    to.uuid(record.settlement().personId());
                    to.number(record.settlement().year());
                    to.number(record.sequence() - 1);
                });
    }

    private static void reversal(Connection connection, ReversalRecord record) throws SQLException {
        run(connection, REVERSAL, to -> {
            to.uuid(record.id());
            to.uuid(record.settlement().id());
            to.uuid(record.settlement().personId());
            to.number(record.settlement().year());
            to.number(record.sequence());
            to.text(record.clientId());
            to.text(record.settlement().hospitalCode());
            to.text(record.reason());
            SettlementWriter.split(to, record.split(), record.settlement().mutualAidExpected().negated());
            for (long value : record.movement().values()) {
                to.fen(value);
            }
            to.bytes(record.answer());
            to.moment(record.reversedAt());
            to.bytes(record.digest());
        });
    }

    private static void bindKey(Connection connection, ReversalRecord record) throws SQLException {
        run(
                connection,
                "insert into idempotency_key (client_id, key, operation, fingerprint, subject_id, status, bound_at)"
                        + " values (?, ?, 'REVERSAL', ?, ?, 201, ?)",
                to -> {
                    to.text(record.clientId());
                    to.text(record.key());
                    to.bytes(record.fingerprint());
                    to.uuid(record.id());
                    to.moment(record.reversedAt());
                });
    }

    /** What sets the parameters of one statement. */
    @FunctionalInterface
    private interface Values {
        void set(Parameters to) throws SQLException;
    }

    /** Runs a statement that must change exactly one row. */
    private static void run(Connection connection, String sql, Values values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            values.set(new Parameters(statement));
            int rows = statement.executeUpdate();
            if (rows != 1) {
                throw new IllegalStateException(rows + " rows instead of one: " + sql);
            }
        }
    }
}
