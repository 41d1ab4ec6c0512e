package org.onestop.registry;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The persons whom a batch of rows names: those on record are looked up together, the new ones written together. */
final class PersonBatch {

    private final IdentityVault vault;
    private final Map<String, Person> byNumber = new HashMap<>();
    private final Map<String, Newcomer> newcomers = new LinkedHashMap<>();
    private final Map<UUID, LocalDate> deaths = new HashMap<>();

    private PersonBatch(IdentityVault vault) {
        this.vault = vault;
    }

    private record Person(UUID id, PersonName name) {}

    private record Newcomer(UUID id, IdNumber idNumber, PersonName name) {}

    /** The persons behind the numbers, whom nobody else takes in hand until the transaction of the connection ends. */
    static PersonBatch read(Connection connection, IdentityVault vault, Collection<IdNumber> numbers)
            throws SQLException {
        PersonBatch batch = new PersonBatch(vault);
        Map<String, byte[]> indexes = new HashMap<>();
        for (IdNumber number : numbers) {
            byte[] index = vault.index(number);
            indexes.put(HexFormat.of().formatHex(index), index);
        }
        Array sought = connection.createArrayOf("bytea", indexes.values().toArray(byte[][]::new));
        hold(connection, sought);
        String sql = "select i.person_id, i.revision, i.sealed, i.key_id, d.died_on from person_identity i"
                + " left join person_death d on d.person_id = i.person_id and d.superseded_at is null"
                + " where i.id_index = any (?) and not exists (select from person_identity n"
                + " where n.person_id = i.person_id and n.revision > i.revision)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, sought);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    IdentityVault.Identity identity =
                            vault.open(id, row.getInt(2), row.getBytes(3), row.getString(4));
                    batch.byNumber.put(identity.idNumber().value(), new Person(id, identity.name()));
                    batch.deaths.put(id, row.getObject(5, LocalDate.class));
                }
            }
        }
        return batch;
    }

    private static void hold(Connection connection, Array indexes) throws SQLException {
        String sql = "select hold_persons(array(select person_id from person_identity where id_index = any (?)))";
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setArray(1, indexes);
            lock.execute();
        }
    }

    /** The day on which the person with a number died; null where the register knows of none. */
    LocalDate diedOn(IdNumber idNumber) {
        Person person = byNumber.get(idNumber.value());
        return person == null ? null : deaths.get(person.id());
    }

    /** The ids of those who were on record before this batch. */
    List<UUID> known() {
        return byNumber.values().stream().map(Person::id).toList();
    }

    /** Whether a number is on record, or stands in a row before, under another name. */
    boolean isNamedOtherwise(IdNumber idNumber, PersonName name) {
        Person person = byNumber.get(idNumber.value());
        if (person != null) {
            return !person.name().equals(name);
        }
        Newcomer newcomer = newcomers.get(idNumber.value());
        return newcomer != null && !newcomer.name().equals(name);
    }

    /** The person with a number; null while nobody has it. */
    UUID find(IdNumber idNumber) {
        Person person = byNumber.get(idNumber.value());
        if (person != null) {
            return person.id();
        }
        Newcomer newcomer = newcomers.get(idNumber.value());
        return newcomer == null ? null : newcomer.id();
    }

    /** The person with a number; a new one where nobody has it. */
    UUID findOrAdd(IdNumber idNumber, PersonName name) {
        UUID found = find(idNumber);
        if (found != null) {
            return found;
        }
        Newcomer newcomer = new Newcomer(UUID.randomUUID(), idNumber, name);
        newcomers.put(idNumber.value(), newcomer);
        return newcomer.id();
    }

    /** The ids of those whom this batch adds. */
    Set<UUID> added() {
        return newcomers.values().stream().map(Newcomer::id).collect(Collectors.toSet());
    }

    void write(Connection connection, OffsetDateTime now) throws SQLException {
        try (PreparedStatement person =
                        connection.prepareStatement("insert into person (id, created_at) values (?, ?)");
                PreparedStatement identity = connection.prepareStatement("insert into person_identity"
                        + " (person_id, revision, id_index, sealed, key_id, recorded_at) values (?, ?, ?, ?, ?, ?)")) {
            for (Newcomer each : newcomers.values()) {
                person.setObject(1, each.id());
                person.setObject(2, now);
                person.addBatch();
                identity.setObject(1, each.id());
                identity.setInt(2, 1);
                identity.setBytes(3, vault.index(each.idNumber()));
                identity.setBytes(4, vault.seal(each.id(), 1, each.idNumber(), each.name()));
                identity.setString(5, vault.keyId());
                identity.setObject(6, now);
                identity.addBatch();
            }
            person.executeBatch();
            identity.executeBatch();
        }
    }
}
