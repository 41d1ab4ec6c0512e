package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs the register's statements on the present transaction's connection, or on one of their own where there is none. */
@ApplicationScoped
class RegisterStatements {

    private final AgroalDataSource database;

    RegisterStatements(AgroalDataSource database) {
        this.database = database;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Writes.
     *
     * @param values of the statement's parameters: null, an enumeration's constant, a collection of texts or ids for an
     *     array, or what the driver takes
     * @return how many rows
     */
    int run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the register could not be written", e);
        }
    }

    /** Reads rows; {@code values} as in {@link #run}. */
    <T> List<T> list(String sql, Reader<T> reader, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, values);
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the register could not be read", e);
        }
    }

    /** Reads the first row. */
    <T> Optional<T> first(String sql, Reader<T> reader, Object... values) {
        return list(sql, reader, values).stream().findFirst();
    }

    /** Whether there is any row. */
    boolean any(String sql, Object... values) {
        return first(sql, row -> true, values).isPresent();
    }

    /** Waits until nobody else works on something, and keeps others from it until the transaction ends. */
    void hold(String what) {
        list("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, what);
    }

    /** As {@link #hold}, of what is on record of persons; whoever holds a file as well has taken that first. */
    void holdPersons(Collection<UUID> persons) {
        if (!persons.isEmpty()) {
            list("select hold_persons(?)", row -> true, persons);
        }
    }

    /** Reads everything that follows as of one moment; the first statement of a transaction. */
    void asOfOneMoment() {
        run("set transaction isolation level repeatable read");
    }

    private static void bind(Connection connection, PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                // Of no type: the database takes it from the column.
                statement.setNull(i + 1, Types.NULL);
            } else if (values[i] instanceof Enum<?> constant) {
                statement.setString(i + 1, constant.name());
            } else if (values[i] instanceof Collection<?> many) {
                statement.setArray(i + 1, connection.createArrayOf(type(many), many.toArray()));
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    private static String type(Collection<?> many) {
        return many.stream().anyMatch(UUID.class::isInstance) ? "uuid" : "text";
    }
}
