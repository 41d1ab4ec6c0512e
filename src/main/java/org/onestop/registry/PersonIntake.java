package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private record Known(UUID id, PersonName name) {}

    /**
     * The persons, in the order of the forms. Nobody else takes the same ones in hand until the transaction ends.
     *
     * @throws org.onestop.refusal.RefusedException person-name-mismatch; never tells the name on record
     */
    List<UUID> taken(Map<MemberForm, IdNumber> forms) {
        holdInOneOrder(forms);
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
        statements.hold("person " + HexFormat.of().formatHex(vault.index(number)));
        return known(number).map(Known::id);
    }

    /**
     * The person with a number; a new one where nobody has it.
     *
     * @throws org.onestop.refusal.RefusedException person-name-mismatch; never tells the name on record
     */
    UUID named(IdNumber number, String name) {
        return person(new MemberForm("", null, name, null, false), number);
    }

    private void holdInOneOrder(Map<MemberForm, IdNumber> forms) {
        Map<String, IdNumber> sorted = new TreeMap<>();
        forms.values().forEach(number -> sorted.put(HexFormat.of().formatHex(vault.index(number)), number));
        sorted.keySet().forEach(index -> statements.hold("person " + index));
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
                    return new Known(
                            id, vault.open(id, row.getInt(2), row.getBytes(3), row.getString(4)).name());
                },
                vault.index(number));
    }
}
