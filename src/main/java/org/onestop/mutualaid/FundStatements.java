package org.onestop.mutualaid;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.onestop.money.Money;

/** Runs the fund's statements on the present transaction's connection, or on one of their own where there is none. */
@ApplicationScoped
class FundStatements {

    private final AgroalDataSource database;

    FundStatements(AgroalDataSource database) {
        this.database = database;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Connection connection, PreparedStatement statement) throws SQLException;
    }

    /** Reads rows; {@code values} as {@link #bind} takes them. */
    <T> List<T> list(String sql, Reader<T> reader, Object... values) {
        return use(sql, (connection, query) -> {
            bind(connection, query, values);
            List<T> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        });
    }

    /** Reads the first row. */
    <T> Optional<T> first(String sql, Reader<T> reader, Object... values) {
        return list(sql, reader, values).stream().findFirst();
    }

    /**
     * Writes.
     *
     * @return how many rows
     */
    int run(String sql, Object... values) {
        return use(sql, (connection, statement) -> {
            bind(connection, statement, values);
            return statement.executeUpdate();
        });
    }

    /** Writes many rows by one statement; nothing where there are none. */
    void batch(String sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        use(sql, (connection, statement) -> {
            for (Object[] values : rows) {
                bind(connection, statement, values);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /**
     * Waits until nobody else works on any of the units, and keeps others from them until the transaction ends. What
     * changes a unit's members or money begins with this, so that nothing is judged by what somebody else just changes.
     */
    void holdUnits(Collection<String> codes) {
        // In one order for all: two who need the same two units never wait for each other.
        new TreeSet<>(codes).forEach(code ->
                first("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, "mutual aid unit " + code));
    }

    private <T> T use(String sql, Use<T> use) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return use.of(connection, statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the fund's records could not be read or written", e);
        }
    }

    /** Binds nulls, amounts in fen, names of constants, collections as arrays, and whatever the driver takes. */
    private static void bind(Connection connection, PreparedStatement statement, Object[] values) throws SQLException {
        int at = 0;
        for (Object value : values) {
            at++;
            if (value == null) {
                statement.setNull(at, Types.NULL);
            } else if (value instanceof Money money) {
                statement.setLong(at, money.fen());
            } else if (value instanceof Enum<?> constant) {
                statement.setString(at, constant.name());
            } else if (value instanceof Collection<?> many) {
                statement.setArray(at, array(connection, many));
            } else {
                statement.setObject(at, value);
            }
        }
    }

    private static Array array(Connection connection, Collection<?> many) throws SQLException {
        Object first = many.isEmpty() ? "" : many.iterator().next();
        String type = "text";
        if (first instanceof UUID) {
            type = "uuid";
        } else if (first instanceof Integer) {
            type = "int";
        } else if (first instanceof LocalDate) {
            type = "date";
        }
        Object[] values = many.stream().map(each -> each instanceof LocalDate day ? day.toString() : each).toArray();
        return connection.createArrayOf(type, values);
    }

    /** A day that may be null. */
    static LocalDate day(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    /** An id that may be null. */
    static UUID id(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** An amount that is there. */
    static Money money(ResultSet row, int column) throws SQLException {
        return Money.ofFen(row.getLong(column));
    }
}
