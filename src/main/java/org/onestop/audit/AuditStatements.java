package org.onestop.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.money.Money;
import org.onestop.time.BusinessClock;

/** Runs the audit's questions on the present transaction's connection, or on one of their own where there is none. */
@ApplicationScoped
class AuditStatements {

    private final AgroalDataSource database;

    AuditStatements(AgroalDataSource database) {
        this.database = database;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Reads rows.
     *
     * @param values of the statement's parameters, none null
     */
    <T> List<T> list(String sql, List<Object> values, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                query.setObject(i + 1, values.get(i) instanceof String[] texts
                        ? connection.createArrayOf("text", texts)
                        : values.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the audit's question could not be answered", e);
        }
    }

    static UUID id(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static LocalDate day(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    /** Null where the column is. */
    static OffsetDateTime moment(ResultSet row, int column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : BusinessClock.at(moment.toInstant());
    }

    static Money fen(ResultSet row, int column) throws SQLException {
        return Money.ofFen(row.getLong(column));
    }
}
