package org.onestop.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.Split;
import org.onestop.money.Money;

/**
 * Writes a settlement in one statement, which is one round trip and, without an open transaction, one durable commit.
 *
 * <p>The statement first moves the person's year, on condition that its version is still the one the rule started
 * from; all else is inserted only if that succeeded. What must be unique is refused by the database.
 */
final class SettlementWriter {

    static final List<String> SPLIT_COLUMNS = List.of(
            "total",
            "own_pay",
            "over_ceiling",
            "first_pay",
            "in_scope",
            "basic",
            "critical_illness",
            "medical_assistance",
            "tilt_aid",
            "patient_pays",
            "mutual_aid_expected");

    private static final String RESIDENT = sql(Scheme.RESIDENT);
    private static final String EMPLOYEE = sql(Scheme.EMPLOYEE);

    private SettlementWriter() {}

    /**
     * Writes the record.
     *
     * @return false if the person's year has moved on meanwhile; then nothing was written
     * @throws SQLException where the key is bound or the bill stands already (23505), among others
     */
    static boolean write(Connection connection, SettlementRecord record) throws SQLException {
        String sql = record.scheme() == Scheme.RESIDENT ? RESIDENT : EMPLOYEE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters to = new Parameters(statement);
            movedYear(to, record);
            boundKey(to, record);
            to.text(record.request().bill().hospitalCode());
            to.text(record.request().bill().billNo());
            to.uuid(record.id());
            to.uuid(record.id());
            to.bytes(record.digest());
            to.moment(record.settledAt());
            to.text(record.request().clientId());
            settlement(to, record);
            return statement.executeUpdate() == 1;
        }
    }

    private static void movedYear(Parameters to, SettlementRecord record) throws SQLException {
        to.uuid(record.personId());
        to.number(record.request().year());
        for (long value : record.movement().values()) {
            to.fen(value);
        }
        to.number(record.expectedVersion());
    }

    private static void boundKey(Parameters to, SettlementRecord record) throws SQLException {
        to.text(record.request().clientId());
        to.text(record.request().key());
        to.bytes(record.request().fingerprint());
        to.uuid(record.id());
        to.moment(record.settledAt());
    }

    private static void settlement(Parameters to, SettlementRecord record) throws SQLException {
        to.uuid(record.id());
        to.uuid(record.personId());
        to.number(record.identityRevision());
        to.number(record.request().year());
        to.text(record.request().clientId());
        to.text(record.request().bill().hospitalCode());
        to.text(record.request().bill().billNo());
        to.text(record.scheme().name());
        to.text(record.request().bill().encounterType().name());
        to.date(record.request().bill().benefitDate());
        to.text(record.fileNo());
        to.text(record.category());
        to.number(record.assistanceClass());
        split(to, record.split(), record.mutualAidExpected());
        for (long value : record.movement().values()) {
            to.fen(value);
        }
        to.bytes(record.policySet());
        to.bytes(record.input());
        to.bytes(record.answer());
        to.moment(record.settledAt());
        to.bytes(record.digest());
    }

    /** Sets the amounts of {@link #SPLIT_COLUMNS}. */
    static void split(Parameters to, Split split, Money mutualAidExpected) throws SQLException {
        for (long amount : amounts(split, mutualAidExpected)) {
            to.fen(amount);
        }
    }

    /** The amounts of {@link #SPLIT_COLUMNS}, in fen. */
    static long[] amounts(Split split, Money mutualAidExpected) {
        return new long[] {
            split.total().fen(),
            split.ownPay().fen(),
            split.overCeiling().fen(),
            split.firstPay().fen(),
            split.inScope().fen(),
            split.basic().fen(),
            split.criticalIllness().fen(),
            split.medicalAssistance().fen(),
            split.tiltAid().fen(),
            split.patientPays().fen(),
            mutualAidExpected.fen()
        };
    }

    /** The columns of a movement, each with a table's alias and dot before it, or nothing. */
    static String movedColumns(String alias) {
        return Movement.COLUMNS.stream().map(column -> alias + "moved_" + column).collect(Collectors.joining(", "));
    }

    /** The columns of a split, each with a table's alias and dot before it, or nothing. */
    static String splitColumns(String alias) {
        return SPLIT_COLUMNS.stream().map(column -> alias + column).collect(Collectors.joining(", "));
    }

    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static String sql(Scheme scheme) {
        return "with moved as (" + moveYear(scheme) + " returning version),"
                + " bound as (insert into idempotency_key"
                + " (client_id, key, operation, fingerprint, subject_id, status, bound_at)"
                + " select ?, ?, 'SETTLEMENT', ?, ?, 201, ? from moved),"
                + " standing as (insert into standing_bill (hospital_code, bill_no, settlement_id)"
                + " select ?, ?, ? from moved),"
                + " journal as (insert into journal_record (kind, subject_id, digest, recorded_at, client_id)"
                + " select 'SETTLEMENT', ?, ?, ?, ? from moved)"
                + " insert into settlement (sequence, id, person_id, identity_revision, year, client_id,"
                + " hospital_code, bill_no, scheme, encounter_type, benefit_date, file_no, category,"
                + " assistance_class, " + splitColumns("") + ", " + movedColumns("")
                + ", policy_set, input, answer, settled_at, record_digest)"
                + " select moved.version, " + marks(13 + SPLIT_COLUMNS.size() + Movement.COLUMNS.size())
                + ", ?, convert_from(?, 'UTF8'), ?, ?, ? from moved";
    }

    /** The year's first row is its first movement; afterwards each movement is added to what is there. */
    static String moveYear(Scheme scheme) {
        String prefix = AccumulatorColumns.prefix(scheme);
        List<String> moved = Movement.COLUMNS.stream()
                .map(column -> AccumulatorColumns.OF_SCHEME.contains(column) ? prefix + column : column)
                .toList();
        List<String> still = AccumulatorColumns.ALL.stream()
                .filter(column -> !column.equals("version") && !moved.contains(column))
                .toList();
        String columns = Stream.concat(moved.stream(), still.stream()).collect(Collectors.joining(", "));
        String added = moved.stream()
                .map(column -> column + " = accumulator." + column + " + excluded." + column)
                .collect(Collectors.joining(", "));
        return "insert into accumulator (person_id, year, " + columns + ", version) values (?, ?, "
                + marks(moved.size()) + ", " + String.join(", ", Collections.nCopies(still.size(), "0")) + ", 1)"
                + " on conflict (person_id, year) do update set version = accumulator.version + 1, " + added
                + " where accumulator.version = ?";
    }
}
