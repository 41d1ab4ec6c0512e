package org.onestop.adjudication;

import java.util.function.Consumer;

/** One bill of one person under one policy, and what became of it. */
record Situation(Policy policy, PatientStatus patient, Accumulators before, Bill bill, Outcome outcome) {

    /** Any policy, person and year. */
    static Situation of(Dice dice, Bill bill) {
        Scheme scheme = dice.of(Scheme.values());
        return of(AnyPolicy.of(dice, scheme), AnyPerson.of(dice, scheme), AnyPerson.year(dice), bill);
    }

    static Situation of(Policy policy, PatientStatus patient, Accumulators before, Bill bill) {
        return new Situation(policy, patient, before, bill, Adjudicator.adjudicate(policy, patient, before, bill));
    }

    Situation with(Bill other) {
        return of(policy, patient, before, other);
    }

    /** A refused bill has no split to judge. */
    void whenAdjudicated(Consumer<Outcome.Adjudicated> judge) {
        if (outcome instanceof Outcome.Adjudicated adjudicated) {
            judge.accept(adjudicated);
        }
    }
}
