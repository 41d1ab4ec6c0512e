package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.onestop.access.Area;

/** Where households live, and since when: rows that are never rewritten. */
@ApplicationScoped
class Residences {

    private final RegisterStatements statements;

    Residences(RegisterStatements statements) {
        this.statements = statements;
    }

    /**
     * One row in force.
     *
     * @param rowId 0 for a row that is not written yet
     * @param to    null while the household lives there
     */
    record Row(long rowId, String fileNo, Area area, LocalDate from, LocalDate to) {}

    /** The rows in force of one household, oldest first; none where there is no such file. */
    List<Row> of(String fileNo) {
        String sql = "select id, area, valid_from, valid_to from household_residence"
                + " where file_no = ? and superseded_at is null order by valid_from";
        return statements.list(
                sql,
                row -> new Row(
                        row.getLong(1),
                        fileNo,
                        new Area(row.getString(2)),
                        row.getObject(3, LocalDate.class),
                        row.getObject(4, LocalDate.class)),
                fileNo);
    }

    /** Writes a row. */
    void write(Row row, OffsetDateTime at) {
        statements.run(
                "insert into household_residence (file_no, area, valid_from, valid_to, recorded_at) values (?, ?, ?, ?, ?)",
                row.fileNo(),
                row.area().code(),
                row.from(),
                row.to(),
                at);
    }

    /** Supersedes a row. */
    void supersede(Row row, OffsetDateTime at) {
        statements.run(
                "update household_residence set superseded_at = greatest(?, recorded_at) where id = ?", at, row.rowId());
    }
}
