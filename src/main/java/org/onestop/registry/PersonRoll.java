package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/** The people of somebody else's list, such as a union's: who they are here, and how they are shown. */
@ApplicationScoped
public class PersonRoll {

    private final AgroalDataSource database;
    private final IdentityVault vault;
    private final BusinessClock clock;

    PersonRoll(AgroalDataSource database, IdentityVault vault, BusinessClock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** Somebody as a list names them. */
    public record Named(IdNumber idNumber, PersonName name) {}

    /** A person as most callers may see one. */
    public record Masked(String idNumber, String name) {}

    /**
     * The persons of a list, in its order; whom the register does not know becomes known, inside the caller's transaction.
     *
     * @return empty for each whose number is on record under another name
     * @throws IllegalStateException where somebody else puts the same person on record at the same time
     */
    @Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = RuntimeException.class)
    public List<Optional<UUID>> persons(List<Named> named) {
        try (Connection connection = database.getConnection()) {
            PersonBatch batch = PersonBatch.read(
                    connection, vault, named.stream().map(Named::idNumber).toList());
            List<Optional<UUID>> found = new ArrayList<>(named.size());
            for (Named each : named) {
                found.add(
                        batch.isNamedOtherwise(each.idNumber(), each.name())
                                ? Optional.empty()
                                : Optional.of(batch.findOrAdd(each.idNumber(), each.name())));
            }
            batch.write(connection, clock.now());
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the people of a list could not be looked up", e);
        }
    }

    /** How persons are shown, by their ids. */
    public Map<UUID, Masked> masked(Collection<UUID> persons) {
        String sql = "select distinct on (person_id) person_id, revision, sealed, key_id from person_identity"
                + " where person_id = any (?) order by person_id, revision desc";
        Map<UUID, Masked> shown = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("uuid", persons.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    IdentityVault.Identity identity =
                            vault.open(id, row.getInt(2), row.getBytes(3), row.getString(4));
                    shown.put(id, new Masked(identity.idNumber().masked(), identity.name().masked()));
                }
            }
            return shown;
        } catch (SQLException e) {
            throw new IllegalStateException("persons could not be looked up", e);
        }
    }
}
