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

    /** A person's number and name in full. */
    public record InFull(String idNumber, String name) {

        /** Masked, so that it can't slip into a log. */
        @Override
        public String toString() {
            return "a person in full";
        }
    }

    /** How persons are shown, by their ids. */
    public Map<UUID, Masked> masked(Collection<UUID> persons) {
        Map<UUID, Masked> shown = new HashMap<>();
        identities(persons)
                .forEach((id, each) -> shown.put(id, new Masked(each.idNumber().masked(), each.name().masked())));
        return shown;
    }

    /** Persons by their ids in full, for who has to name them to a bank; whoever asks keeps a record of it. */
    public Map<UUID, InFull> inFull(Collection<UUID> persons) {
        Map<UUID, InFull> found = new HashMap<>();
        identities(persons)
                .forEach((id, each) -> found.put(id, new InFull(each.idNumber().value(), each.name().value())));
        return found;
    }

    private Map<UUID, IdentityVault.Identity> identities(Collection<UUID> persons) {
        String sql = "select distinct on (person_id) person_id, revision, sealed, key_id from person_identity"
                + " where person_id = any (?) order by person_id, revision desc";
        Map<UUID, IdentityVault.Identity> found = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("uuid", persons.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    found.put(id, vault.open(id, row.getInt(2), row.getBytes(3), row.getString(4)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("persons could not be looked up", e);
        }
    }
}
