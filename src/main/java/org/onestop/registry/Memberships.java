package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Who belongs to a household, and when: rows that are never rewritten. A membership has several rows in force where the mark
 * of a serious illness changed within it.
 */
@ApplicationScoped
class Memberships {

    private final RegisterStatements statements;

    Memberships(RegisterStatements statements) {
        this.statements = statements;
    }

    /**
     * One row in force.
     *
     * @param rowId       0 for a row that is not written yet
     * @param memberId    the membership's lasting name
     * @param to          null while it is open
     * @param leftBecause null while it is open
     */
    record Row(
            long rowId,
            String fileNo,
            UUID memberId,
            UUID personId,
            Relation relation,
            boolean seriouslyIll,
            LocalDate from,
            LocalDate to,
            LeaveReason leftBecause) {

        Row during(LocalDate first, LocalDate last) {
            return new Row(0, fileNo, memberId, personId, relation, seriouslyIll, first, last, leftBecause);
        }

        Row endingOn(LocalDate last, LeaveReason because) {
            return new Row(0, fileNo, memberId, personId, relation, seriouslyIll, from, last, because);
        }

        Row withIllness(boolean ill) {
            return new Row(0, fileNo, memberId, personId, relation, ill, from, to, leftBecause);
        }

        Row withRelation(Relation other) {
            return new Row(0, fileNo, memberId, personId, other, seriouslyIll, from, to, leftBecause);
        }

        boolean lastsUntil(LocalDate day) {
            return to == null || !to.isBefore(day);
        }
    }

    /** The rows in force of one membership, oldest first. */
    List<Row> of(String fileNo, UUID memberId) {
        String sql = "select id, file_no, member_id, person_id, relation, seriously_ill, valid_from, valid_to, left_because"
                + " from household_member where file_no = ? and member_id = ? and superseded_at is null order by valid_from";
        return statements.list(sql, Memberships::row, fileNo, memberId);
    }

    /**
     * As {@link #of}, of a membership that a request names.
     *
     * @throws org.onestop.refusal.RefusedException household-member-not-found
     */
    List<Row> required(String fileNo, String member) {
        List<Row> rows = PathId.read(member).map(id -> of(fileNo, id)).orElse(List.of());
        if (rows.isEmpty()) {
            throw Refusal.of(RefusalCode.HOUSEHOLD_MEMBER_NOT_FOUND).asException();
        }
        return rows;
    }

    /** Keeps what is on record of a person from everybody else until the transaction ends. */
    void hold(UUID person) {
        statements.holdPersons(List.of(person));
    }

    /** Where a person belongs on some day from a day on; a household may be named more than once. */
    List<String> householdsOf(UUID person, LocalDate from) {
        String sql = "select file_no from household_member where person_id = ? and superseded_at is null"
                + " and (valid_to is null or valid_to >= ?)";
        return statements.list(sql, row -> row.getString(1), person, from);
    }

    /**
     * Everybody who belongs to a household on some day of a period.
     *
     * @param to null where the period has no end
     */
    List<UUID> persons(String fileNo, LocalDate from, LocalDate to) {
        String sql = "select distinct person_id from household_member where file_no = ? and superseded_at is null"
                + " and valid_from <= coalesce(?::date, 'infinity') and (valid_to is null or valid_to >= ?)";
        return statements.list(sql, row -> row.getObject(1, UUID.class), fileNo, to, from);
    }

    /** Writes a row. */
    void write(Row row, OffsetDateTime at) {
        String sql = "insert into household_member (file_no, person_id, member_id, relation, seriously_ill, valid_from,"
                + " valid_to, left_because, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        statements.run(
                sql,
                row.fileNo(),
                row.personId(),
                row.memberId(),
                row.relation(),
                row.seriouslyIll(),
                row.from(),
                row.to(),
                row.leftBecause(),
                at);
    }

    /** Supersedes a row. */
    void supersede(Row row, OffsetDateTime at) {
        statements.run(
                "update household_member set superseded_at = greatest(?, recorded_at) where id = ?", at, row.rowId());
    }

    /**
     * Gives a membership another end: what begins after it goes, what lasts longer ends there.
     *
     * @param to      not before the first row; null where the membership is open again
     * @param because null where it is open again
     */
    void endAnew(List<Row> rows, LocalDate to, LeaveReason because, OffsetDateTime at) {
        Row last = null;
        for (Row row : rows) {
            if (to == null || !row.from().isAfter(to)) {
                last = row;
            }
        }
        for (Row row : rows) {
            if (row == last || row.from().isAfter(last.from())) {
                supersede(row, at);
            }
        }
        write(last.endingOn(to, because), at);
    }

    private static Row row(ResultSet row) throws SQLException {
        String because = row.getString(9);
        return new Row(
                row.getLong(1),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                Relation.valueOf(row.getString(5)),
                row.getBoolean(6),
                row.getObject(7, LocalDate.class),
                row.getObject(8, LocalDate.class),
                because == null ? null : LeaveReason.valueOf(because));
    }
}
