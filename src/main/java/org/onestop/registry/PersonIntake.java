package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Finds the persons whom a form names, and puts on record whom nobody has named yet. */
@ApplicationScoped
class PersonIntake {

    private final RegisterStatements statements;
    private final Registrations registrations;
    private final IdentityVault vault;

    PersonIntake(RegisterStatements statements, Registrations registrations, IdentityVault vault) {
        this.statements = statements;
        this.registrations = registrations;
        this.vault = vault;
    }

    /** What is on record of a person. */
    private record Known(UUID id, int revision, PersonName name) {}

    /**
     * The persons, in the order of the forms. Nobody else takes the same ones in hand until the transaction ends.
     *
     * @throws org.onestop.refusal.RefusedException person-name-mismatch; never tells the name on record
     */
    List<UUID> taken(Map<MemberForm, IdNumber> forms) {
        holdInOneOrder(forms.values());
        List<UUID> taken = new ArrayList<>(forms.size());
        forms.forEach((form, number) -> taken.add(person(form, number)));
        return taken;
    }

    /**
     * The forms with their numbers, checked.
     *
     * @throws org.onestop.refusal.RefusedException id-number-invalid
     */
    static Map<MemberForm, IdNumber> numbered(List<MemberForm> forms) {
        Map<MemberForm, IdNumber> numbered = new LinkedHashMap<>();
        forms.forEach(form -> numbered.put(form, form.number()));
        return numbered;
    }

    /**
     * The person with a number; empty where the register knows nobody by it. Nobody else takes the same one in hand until
     * the transaction ends.
     */
    Optional<UUID> held(IdNumber number) {
        holdInOneOrder(List.of(number));
        return known(number).map(Known::id);
    }

    /**
     * Gives a person who is in hand another name.
     *
     * @return the identity's new revision; empty where that is the name on record
     */
    Optional<Integer> renamed(UUID person, IdNumber number, PersonName name, OffsetDateTime at) {
        Known before = known(number).orElseThrow();
        if (before.name().equals(name)) {
            return Optional.empty();
        }
        int revision = before.revision() + 1;
        statements.run(
                "insert into person_identity (person_id, revision, id_index, sealed, key_id, recorded_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                person,
                revision,
                vault.index(number),
                vault.seal(person, revision, number, name),
                vault.keyId(),
                at);
        return Optional.of(revision);
    }

    /**
     * The person with a number; a new one where nobody has it.
     *
     * @throws org.onestop.refusal.RefusedException person-name-mismatch; never tells the name on record
     */
    UUID named(IdNumber number, String name) {
        return person(new MemberForm("", null, name, null, false), number);
    }

    /** By number those whom nobody has named yet, and by their rows those who are on record: there an import waits too. */
    private void holdInOneOrder(Collection<IdNumber> numbers) {
        Set<String> sorted = new TreeSet<>();
        numbers.forEach(number -> sorted.add(HexFormat.of().formatHex(vault.index(number))));
        sorted.forEach(index -> statements.hold("person " + index));
        List<UUID> known = new ArrayList<>();
        numbers.forEach(number -> known(number).ifPresent(each -> known.add(each.id())));
        statements.holdPersons(known);
    }

    private UUID person(MemberForm form, IdNumber number) {
        PersonName name = PersonName.of(form.name());
        Optional<Known> known = known(number);
        if (known.isEmpty()) {
            return registrations.person(number, name);
        }
        if (!known.get().name().equals(name)) {
            throw Refusal.of(
                            RefusalCode.PERSON_NAME_MISMATCH,
                            FieldFault.of(form.pointer() + "/name", FieldFault.Code.MISMATCH))
                    .asException();
        }
        return known.get().id();
    }

    private Optional<Known> known(IdNumber number) {
        String sql = "select person_id, revision, sealed, key_id from person_identity i where id_index = ?"
                + " and not exists (select from person_identity n where n.person_id = i.person_id"
                + " and n.revision > i.revision)";
        return statements.first(
                sql,
                row -> {
                    UUID id = row.getObject(1, UUID.class);
                    int revision = row.getInt(2);
                    return new Known(
                            id, revision, vault.open(id, revision, row.getBytes(3), row.getString(4)).name());
                },
                vault.index(number));
    }
}
