package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** When people died, as far as the register knows. */
@ApplicationScoped
class Deaths {

    private final RegisterStatements statements;

    Deaths(RegisterStatements statements) {
        this.statements = statements;
    }

    /** The day on which a person died; empty where the register knows of none. */
    Optional<LocalDate> of(UUID person) {
        return statements.first(
                "select died_on from person_death where person_id = ? and superseded_at is null",
                row -> row.getObject(1, LocalDate.class),
                person);
    }

    /**
     * Refuses a day where the register knows another one.
     *
     * @throws org.onestop.refusal.RefusedException dates-out-of-order
     */
    void refuseAnotherDay(String field, UUID person, LocalDate day) {
        of(person).filter(known -> !known.equals(day)).ifPresent(known -> {
            throw EventDays.outOfOrder(field);
        });
    }

    /**
     * Puts right what is on record of a death.
     *
     * @param day null where the person has not died
     */
    void replace(UUID person, LocalDate day, OffsetDateTime at) {
        statements.run(
                "update person_death set superseded_at = greatest(?, recorded_at) where person_id = ?"
                        + " and superseded_at is null",
                at,
                person);
        if (day != null) {
            write(person, day, at);
        }
    }

    /** Puts a death on record, unless it is there already. */
    void write(UUID person, LocalDate day, OffsetDateTime at) {
        statements.run(
                "insert into person_death (person_id, died_on, recorded_at) select ?, ?::date, ?"
                        + " where not exists (select from person_death where person_id = ? and superseded_at is null)",
                person,
                day,
                at,
                person);
    }
}
