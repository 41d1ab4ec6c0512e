package org.onestop.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.onestop.history.Verdict;
import org.onestop.mutualaid.Joining;
import org.onestop.mutualaid.Memberships;
import org.onestop.mutualaid.Units;
import org.onestop.registry.BulkRegister;
import org.onestop.registry.EnrolmentRow;
import org.onestop.registry.HouseholdRow;
import org.onestop.registry.Persons;

/** Puts the demonstration city on record, through the services that imports use. */
@ApplicationScoped
class CityRegister {

    private static final int BATCH = 1000;

    private final BulkRegister register;
    private final Persons persons;
    private final Units units;
    private final Memberships memberships;

    CityRegister(BulkRegister register, Persons persons, Units units, Memberships memberships) {
        this.register = register;
        this.persons = persons;
        this.units = units;
        this.memberships = memberships;
    }

    /** Everybody, inside the caller's transaction. */
    void households(City city) {
        List<HouseholdRow> rows = city.rows().toList();
        inBatches(rows, batch -> register.households(SandboxData.AUTHOR, batch));
        List<EnrolmentRow> enrolments = city.people().map(CityPerson::enrolment).toList();
        inBatches(enrolments, batch -> register.enrolments(SandboxData.AUTHOR, batch));
    }

    private static <T> void inBatches(List<T> rows, Function<List<T>, List<Verdict>> write) {
        for (int i = 0; i < rows.size(); i += BATCH) {
            List<T> batch = rows.subList(i, Math.min(i + BATCH, rows.size()));
            for (Verdict verdict : write.apply(batch)) {
                if (verdict.state() != Verdict.State.ADDED) {
                    throw new IllegalStateException("a row of the demonstration city was not taken: " + verdict);
                }
            }
        }
    }

    /** Units and members, inside the caller's transaction. */
    void union(City city) {
        units.registerAll(SandboxData.AUTHOR, city.units());
        for (int i = 0; i < city.members().size(); i += BATCH) {
            List<CityMember> batch = city.members().subList(i, Math.min(i + BATCH, city.members().size()));
            List<UUID> ids =
                    persons.findAll(batch.stream().map(member -> member.person().number()).toList());
            List<Joining> joinings = java.util.stream.IntStream.range(0, batch.size())
                    .mapToObj(n -> joining(batch.get(n), ids.get(n)))
                    .toList();
            if (memberships.joinAll(SandboxData.AUTHOR, joinings) != joinings.size()) {
                throw new IllegalStateException("a member of the demonstration city was one already");
            }
        }
    }

    private static Joining joining(CityMember member, UUID person) {
        return new Joining(person, member.term(), member.unit(), member.joinedOn(), member.firstJoiner());
    }
}
