package org.onestop.imports;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Why rows were rejected. */
@ApplicationScoped
class RowErrors {

    private static final int PAGE = 1000;

    private final AgroalDataSource database;

    RowErrors(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * One fault of one row.
     *
     * @param line     of the row
     * @param sequence of the fault within its row, from 0
     */
    record RowError(long line, int sequence, RowFault fault) {}

    /** Keeps the faults of rejected rows, inside the caller's transaction where there is one. */
    void add(UUID job, int run, List<ImportRow> rows, List<RowVerdict> verdicts) {
        String sql = "insert into import_error (job_id, run, line, sequence, column_name, code) values (?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows.size(); i++) {
                List<RowFault> faults = verdicts.get(i).faults();
                for (int sequence = 0; sequence < faults.size(); sequence++) {
                    insert.setObject(1, job);
                    insert.setInt(2, run);
                    insert.setLong(3, rows.get(i).line());
                    insert.setInt(4, sequence);
                    insert.setString(5, faults.get(sequence).column());
                    insert.setString(6, faults.get(sequence).code());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("faults of rows could not be recorded", e);
        }
    }

    /** The first page of a job's faults, in the file's order. */
    List<RowError> first(UUID job, int run) {
        return after(job, run, new RowError(-1, -1, null));
    }

    /** The faults behind one; empty behind the last. */
    List<RowError> after(UUID job, int run, RowError last) {
        String sql = "select line, sequence, column_name, code from import_error where job_id = ? and run = ?"
                + " and (line, sequence) > (?, ?) order by line, sequence limit " + PAGE;
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, job);
            query.setInt(2, run);
            query.setLong(3, last.line());
            query.setInt(4, last.sequence());
            List<RowError> page = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    page.add(new RowError(
                            row.getLong(1), row.getInt(2), new RowFault(row.getString(3), row.getString(4))));
                }
            }
            return page;
        } catch (SQLException e) {
            throw new IllegalStateException("faults of rows could not be read", e);
        }
    }
}
