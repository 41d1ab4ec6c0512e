package org.onestop.recomputation;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.money.Money;
import org.onestop.settlement.StoredDifference;

/** Keeps what differed. */
@ApplicationScoped
class DifferenceRows {

    /** Nobody reads more; further ones are counted. */
    static final long MOST = 100_000;

    private static final String INSERT = "insert into recomputation_difference (job_id, sequence, record, settlement_id,"
            + " reversal_id, person_id, year, movement, part, reason, name, kept, again, difference, step, tier, rule)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String PAGE = "select sequence, record, settlement_id, reversal_id, person_id, year, movement,"
            + " part, reason, name, kept, again, difference, step, tier, rule from recomputation_difference"
            + " where job_id = ? and sequence > ? order by sequence limit ?";

    private final AgroalDataSource database;

    DifferenceRows(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Writes differences inside the caller's transaction.
     *
     * @param before how many the job has had before
     */
    void add(UUID job, long before, List<StoredDifference> differences) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            long sequence = before;
            for (StoredDifference each : differences) {
                if (++sequence > MOST) {
                    break;
                }
                insert.setObject(1, job);
                insert.setLong(2, sequence);
                set(insert, each);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("differences could not be written", e);
        }
    }

    private static void set(PreparedStatement insert, StoredDifference each) throws SQLException {
        StoredDifference.Step step = each.step();
        insert.setString(3, each.of().name());
        insert.setObject(4, each.settlement());
        insert.setObject(5, each.reversal());
        insert.setObject(6, each.person());
        insert.setInt(7, each.year());
        insert.setInt(8, each.sequence());
        insert.setString(9, each.part().name());
        insert.setString(10, each.reason().name());
        insert.setString(11, each.name());
        insert.setString(12, each.kept());
        insert.setString(13, each.again());
        insert.setObject(14, each.difference() == null ? null : each.difference().fen(), Types.BIGINT);
        insert.setObject(15, step == null ? null : step.number(), Types.INTEGER);
        insert.setString(16, step == null || step.tier() == null ? null : step.tier().name());
        insert.setString(17, step == null ? null : step.rule());
    }

    /** A page of a job's differences, behind the one of a number. */
    List<DifferenceView> page(UUID job, long after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(PAGE)) {
            query.setObject(1, job);
            query.setLong(2, after);
            query.setInt(3, limit);
            List<DifferenceView> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("differences could not be read", e);
        }
    }

    private static DifferenceView read(ResultSet row) throws SQLException {
        Long difference = row.getObject(13, Long.class);
        Integer step = row.getObject(14, Integer.class);
        return new DifferenceView(
                row.getLong(1),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                row.getInt(6),
                row.getInt(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                difference == null ? null : Money.ofFen(difference),
                step == null ? null : new DifferenceView.StepView(step, row.getString(15), row.getString(16)));
    }
}
