package org.onestop.imports;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.onestop.access.Caller;
import org.onestop.refusal.RefusalCode;

/**
 * Applies a batch of rows inside the caller's transaction, all at once; where the database refuses, one by one, so that a
 * row that can't stand takes no other down.
 */
@ApplicationScoped
class RowApplication {

    private static final Logger LOG = Logger.getLogger(RowApplication.class);

    private static final int ATTEMPTS = 2;

    private final AgroalDataSource database;

    RowApplication(AgroalDataSource database) {
        this.database = database;
    }

    /** One verdict a row; a row whose form is wrong does not reach the feature. */
    List<RowVerdict> apply(ImportKind kind, Caller caller, List<ImportRow> rows) {
        List<ImportRow> sound = rows.stream().filter(row -> !row.isFaulty()).toList();
        List<RowVerdict> judged = together(kind, caller, sound);
        List<RowVerdict> verdicts = new ArrayList<>(rows.size());
        int next = 0;
        for (ImportRow row : rows) {
            boolean wasSound = next < sound.size() && sound.get(next) == row;
            verdicts.add(wasSound ? judged.get(next++) : RowVerdict.rejected(row.faults()));
        }
        return verdicts;
    }

    private List<RowVerdict> together(ImportKind kind, Caller caller, List<ImportRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        run("savepoint batch");
        try {
            List<RowVerdict> verdicts = checked(kind.apply(caller, rows), rows);
            run("release savepoint batch");
            return verdicts;
        } catch (RuntimeException refused) {
            if (!SqlStates.isRefusal(refused)) {
                throw refused;
            }
            run("rollback to savepoint batch");
            return oneByOne(kind, caller, rows);
        }
    }

    private List<RowVerdict> oneByOne(ImportKind kind, Caller caller, List<ImportRow> rows) {
        List<RowVerdict> verdicts = new ArrayList<>(rows.size());
        for (ImportRow row : rows) {
            verdicts.add(alone(kind, caller, row));
        }
        return verdicts;
    }

    /** What somebody else wrote at the same moment is seen the second time. */
    private RowVerdict alone(ImportKind kind, Caller caller, ImportRow row) {
        RuntimeException refused = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            run("savepoint one");
            try {
                RowVerdict verdict =
                        checked(kind.apply(caller, List.of(row)), List.of(row)).get(0);
                run("release savepoint one");
                return verdict;
            } catch (RuntimeException e) {
                if (!SqlStates.isRefusal(e)) {
                    throw e;
                }
                run("rollback to savepoint one");
                refused = e;
            }
        }
        return refused(kind, refused);
    }

    /** What was refused is told by the constraint; a constraint that means nothing to the feature is our own fault. */
    private static RowVerdict refused(ImportKind kind, RuntimeException refused) {
        String constraint = SqlStates.constraint(refused);
        RefusalCode meant = constraint == null ? null : kind.guards().get(constraint);
        if (meant == null) {
            LOG.errorf("a row of %s was refused by the database: %s", kind.name(), SqlStates.explained(refused));
            meant = RefusalCode.INTERNAL_ERROR;
        }
        return RowVerdict.rejected(RowFault.of("", meant));
    }

    private static List<RowVerdict> checked(List<RowVerdict> verdicts, List<ImportRow> rows) {
        if (verdicts.size() != rows.size()) {
            throw new IllegalStateException(verdicts.size() + " verdicts on " + rows.size() + " rows");
        }
        return verdicts;
    }

    private void run(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("a batch could not be marked", e);
        }
    }
}
