package org.onestop.recomputation;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onestop.money.Money;

/** Keeps what a draft does. */
@ApplicationScoped
class EffectRows {

    private static final List<String> COLUMNS = List.of(
            "people",
            "better",
            "worse",
            "bills",
            "changed",
            "undecided",
            "total",
            "paid_basic",
            "paid_critical_illness",
            "paid_medical_assistance",
            "paid_tilt_aid",
            "paid_patient",
            "paid_mutual_aid",
            "would_basic",
            "would_critical_illness",
            "would_medical_assistance",
            "would_tilt_aid",
            "would_patient",
            "would_mutual_aid");

    private static final String LIST = String.join(", ", COLUMNS);
    private static final String SAVE = "insert into recomputation_total (job_id, dimension, key, " + LIST
            + ") values (?, ?, ?, " + String.join(", ", Collections.nCopies(COLUMNS.size(), "?"))
            + ") on conflict (job_id, dimension, key) do update set "
            + COLUMNS.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
    private static final String READ = "select dimension, key, " + LIST + " from recomputation_total where job_id = ?";

    private final AgroalDataSource database;

    EffectRows(AgroalDataSource database) {
        this.database = database;
    }

    /** Writes what a job has come to so far, inside the caller's transaction. */
    void save(UUID job, Effects effects) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(SAVE)) {
            for (Map.Entry<Effects.Group, Effect> each : effects.groups().entrySet()) {
                insert.setObject(1, job);
                insert.setString(2, each.getKey().dimension().name());
                insert.setString(3, each.getKey().key());
                int at = 4;
                for (long number : numbers(each.getValue())) {
                    insert.setLong(at++, number);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("a draft's effect could not be written", e);
        }
    }

    Effects read(UUID job) {
        Effects effects = new Effects();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(READ)) {
            query.setObject(1, job);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    effects.add(
                            new Effects.Group(Dimension.valueOf(row.getString(1)), row.getString(2)), effect(row));
                }
            }
            return effects;
        } catch (SQLException e) {
            throw new IllegalStateException("a draft's effect could not be read", e);
        }
    }

    private static long[] numbers(Effect effect) {
        return new long[] {
            effect.people(),
            effect.better(),
            effect.worse(),
            effect.bills(),
            effect.changed(),
            effect.undecided(),
            effect.total().fen(),
            effect.paid().basic().fen(),
            effect.paid().criticalIllness().fen(),
            effect.paid().medicalAssistance().fen(),
            effect.paid().tiltAid().fen(),
            effect.paid().patientPays().fen(),
            effect.paid().mutualAid().fen(),
            effect.would().basic().fen(),
            effect.would().criticalIllness().fen(),
            effect.would().medicalAssistance().fen(),
            effect.would().tiltAid().fen(),
            effect.would().patientPays().fen(),
            effect.would().mutualAid().fen()
        };
    }

    private static Effect effect(ResultSet row) throws SQLException {
        return new Effect(
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                Money.ofFen(row.getLong(9)),
                payments(row, 10),
                payments(row, 16));
    }

    private static Payments payments(ResultSet row, int first) throws SQLException {
        return Payments.of(
                Money.ofFen(row.getLong(first)),
                Money.ofFen(row.getLong(first + 1)),
                Money.ofFen(row.getLong(first + 2)),
                Money.ofFen(row.getLong(first + 3)),
                Money.ofFen(row.getLong(first + 4)),
                Money.ofFen(row.getLong(first + 5)));
    }
}
