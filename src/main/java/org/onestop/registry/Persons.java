package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Persons' identities, for those who answer a person's own hospital. */
@ApplicationScoped
public class Persons {

    private final AgroalDataSource database;
    private final IdentityVault vault;

    Persons(AgroalDataSource database, IdentityVault vault) {
        this.database = database;
        this.vault = vault;
    }

    /**
     * The identity of a person in one revision, which every stored record names.
     *
     * @param connection the caller's: whoever holds one must not wait for a second
     */
    public IdentityVault.Identity identity(Connection connection, UUID personId, int revision) throws SQLException {
        String sql = "select sealed, key_id from person_identity where person_id = ? and revision = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, personId);
            query.setInt(2, revision);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no revision " + revision + " of person " + personId);
                }
                return vault.open(personId, revision, row.getBytes(1), row.getString(2));
            }
        }
    }

    /** The person behind an ID number, whose current revision bears it. */
    public Optional<UUID> find(IdNumber idNumber) {
        String sql = "select i.person_id from person_identity i where i.id_index = ? and not exists (select from"
                + " person_identity n where n.person_id = i.person_id and n.revision > i.revision)";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setBytes(1, vault.index(idNumber));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a person could not be looked up", e);
        }
    }

    /**
     * The persons behind many ID numbers, in the numbers' order.
     *
     * @return for each number the person, or null where the register knows nobody by it
     */
    public List<UUID> findAll(List<IdNumber> idNumbers) {
        List<ByteBuffer> indexes =
                idNumbers.stream().map(number -> ByteBuffer.wrap(vault.index(number))).toList();
        String sql = "select i.id_index, i.person_id from person_identity i where i.id_index = any (?) and not exists"
                + " (select from person_identity n where n.person_id = i.person_id and n.revision > i.revision)";
        Map<ByteBuffer, UUID> found = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            byte[][] sought = indexes.stream().map(ByteBuffer::array).toArray(byte[][]::new);
            query.setArray(1, connection.createArrayOf("bytea", sought));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(ByteBuffer.wrap(row.getBytes(1)), row.getObject(2, UUID.class));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("persons could not be looked up", e);
        }
        List<UUID> persons = new ArrayList<>();
        indexes.forEach(index -> persons.add(found.get(index)));
        return persons;
    }
}
