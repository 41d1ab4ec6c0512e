package org.onestop.mutualaid;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onestop.journal.Changes;
import org.onestop.registry.CreditCode;
import org.onestop.registry.Department;
import org.onestop.time.BusinessClock;

/** The units that take part in mutual aid. */
@ApplicationScoped
public class Units {

    private final AgroalDataSource database;
    private final Changes changes;
    private final BusinessClock clock;

    Units(AgroalDataSource database, Changes changes, BusinessClock clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /** The unit with that code; empty where none with it takes part. */
    public Optional<Unit> find(CreditCode code) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select name from mutual_aid_unit where credit_code = ?")) {
            query.setString(1, code.value());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new Unit(code, row.getString(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a unit could not be looked up", e);
        }
    }

    /** Puts a unit on record unless its code is there already. */
    @Transactional
    public void register(Changes.Author author, Unit unit) {
        registerAll(author, List.of(unit));
    }

    /**
     * Puts units on record, each unless its code is there already.
     *
     * @return how many were not
     */
    @Transactional
    public int registerAll(Changes.Author author, List<Unit> units) {
        try (Connection connection = database.getConnection()) {
            Set<String> known = known(connection, units);
            List<Unit> added = units.stream().filter(unit -> known.add(unit.code().value())).toList();
            insert(connection, added);
            changes.append(author, Changes.Topic.MUTUAL_AID, added.stream().map(Units::registered).toList());
            return added.size();
        } catch (SQLException e) {
            throw new IllegalStateException("units could not be written", e);
        }
    }

    private static Set<String> known(Connection connection, List<Unit> units) throws SQLException {
        String sql = "select credit_code from mutual_aid_unit where credit_code = any (?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            Object[] codes = units.stream().map(unit -> unit.code().value()).toArray();
            query.setArray(1, connection.createArrayOf("text", codes));
            Set<String> known = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    known.add(row.getString(1));
                }
            }
            return known;
        }
    }

    private void insert(Connection connection, List<Unit> units) throws SQLException {
        String sql = "insert into mutual_aid_unit (credit_code, name, registered_at) values (?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Unit unit : units) {
                insert.setString(1, unit.code().value());
                insert.setString(2, unit.name());
                insert.setObject(3, clock.now());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Changes.Change registered(Unit unit) {
        return new Changes.Change(
                "UNIT_REGISTERED", unit.code().value(), null, null, Department.UNION.name(), null, null, "{}");
    }
}
