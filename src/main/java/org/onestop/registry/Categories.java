package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;

/** The hardship categories that households hold: rows that are never rewritten, one in force of each category granted. */
@ApplicationScoped
class Categories {

    static final String COLUMNS = "row_id, id, file_no, category, grade, approved_by, valid_from, valid_to, application_id,"
            + " ended_because, review_due_on";

    private final RegisterStatements statements;

    Categories(RegisterStatements statements) {
        this.statements = statements;
    }

    /** Why a category ended before the end that its approval named, if any. */
    enum EndReason {
        /** 退出. */
        EXIT,
        /** 复核终止. */
        REVIEW,
        /** 批量导入所载. */
        IMPORT
    }

    /**
     * One row.
     *
     * @param rowId         0 for a row that is not written yet
     * @param id            the lasting name of what was granted
     * @param period        what is held, and when
     * @param applicationId that won it; null where it was brought by other means
     * @param endedBecause  null where nothing ended it
     * @param reviewDueOn   null where no review is due
     */
    record Row(
            long rowId,
            UUID id,
            String fileNo,
            CategoryPeriod period,
            UUID applicationId,
            EndReason endedBecause,
            LocalDate reviewDueOn) {

        /** The same, held until a day. */
        Row endingOn(LocalDate last, EndReason because) {
            return new Row(
                    0,
                    id,
                    fileNo,
                    new CategoryPeriod(period.category(), period.grade(), period.approvedBy(), period.from(), last),
                    applicationId,
                    because,
                    null);
        }

        /** The same, to be reviewed on another day. */
        Row reviewedNextOn(LocalDate day) {
            return new Row(0, id, fileNo, period, applicationId, endedBecause, day);
        }

        /** Whether it had ended before a day, or something has ended it at all. */
        boolean isOver(LocalDate day) {
            return endedBecause != null || period.to() != null && period.to().isBefore(day);
        }
    }

    /** The row in force of what was granted to a household under an id. */
    Optional<Row> find(String fileNo, UUID id) {
        return statements.first(
                "select " + COLUMNS + " from household_category where file_no = ? and id = ? and superseded_at is null",
                Categories::row,
                fileNo,
                id);
    }

    /** Whether a household holds a category on a day without a last day. */
    boolean isHeldOpenly(String fileNo, HardshipCategory category, LocalDate on) {
        return statements.any(
                "select from household_category where file_no = ? and category = ? and superseded_at is null"
                        + " and valid_from <= ? and valid_to is null",
                fileNo,
                category,
                on);
    }

    /** Whether a household holds a category on some day of a period. */
    boolean isHeld(String fileNo, CategoryPeriod period) {
        return statements.any(
                "select from household_category where file_no = ? and category = ? and superseded_at is null"
                        + " and valid_from <= coalesce(?::date, 'infinity') and (valid_to is null or valid_to >= ?)",
                fileNo,
                period.category(),
                period.to(),
                period.from());
    }

    /** Writes a row. */
    void write(Row row, OffsetDateTime at) {
        CategoryPeriod period = row.period();
        statements.run(
                "insert into household_category (id, file_no, category, grade, approved_by, valid_from, valid_to,"
                        + " application_id, ended_because, review_due_on, recorded_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.id(),
                row.fileNo(),
                period.category(),
                period.grade(),
                period.approvedBy(),
                period.from(),
                period.to(),
                row.applicationId(),
                row.endedBecause(),
                row.reviewDueOn(),
                at);
    }

    /** Puts a row in the place of another. */
    void replace(Row old, Row row, OffsetDateTime at) {
        statements.run(
                "update household_category set superseded_at = greatest(?, recorded_at) where row_id = ?",
                at,
                old.rowId());
        write(row, at);
    }

    /** Reads the {@link #COLUMNS}. */
    static Row row(ResultSet row) throws SQLException {
        String grade = row.getString(5);
        String because = row.getString(10);
        return new Row(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                new CategoryPeriod(
                        HardshipCategory.valueOf(row.getString(4)),
                        grade == null ? null : WorkerGrade.valueOf(grade),
                        Department.valueOf(row.getString(6)),
                        row.getObject(7, LocalDate.class),
                        row.getObject(8, LocalDate.class)),
                row.getObject(9, UUID.class),
                because == null ? null : EndReason.valueOf(because),
                row.getObject(11, LocalDate.class));
    }
}
