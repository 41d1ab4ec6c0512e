package org.onestop.recomputation;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.onestop.settlement.DraftedBill;

/** What a draft does, group by group. Of one thread. */
final class Effects {

    private final SortedMap<Group, Effect> groups = new TreeMap<>();
    private final Map<Group, Effect> ofPerson = new HashMap<>();
    private UUID person;
    private long people;
    private long bills;

    /** Some bills that have something in common. */
    record Group(Dimension dimension, String key) implements Comparable<Group> {

        @Override
        public int compareTo(Group other) {
            int byDimension = dimension.compareTo(other.dimension);
            return byDimension != 0 ? byDimension : key.compareTo(other.key);
        }
    }

    /** Counts a bill; those of a person come one after another. */
    void bill(DraftedBill bill) {
        if (!bill.person().equals(person)) {
            close();
            person = bill.person();
            people++;
        }
        bills++;
        Payments paid = Payments.of(bill.paid(), bill.mutualAidPaid());
        Payments would = Payments.of(bill.would(), bill.mutualAidWould());
        boolean isChanged = !bill.paid().equals(bill.would()) || !bill.mutualAidPaid().equals(bill.mutualAidWould());
        Effect effect = new Effect(
                0, 0, 0, 1, isChanged ? 1 : 0, bill.decided() ? 0 : 1, bill.paid().total(), paid, would);
        for (Dimension dimension : Dimension.values()) {
            ofPerson.merge(new Group(dimension, dimension.key(bill)), effect, Effect::plus);
        }
    }

    /** Counts the last person. */
    void close() {
        ofPerson.forEach((group, effect) -> add(group, effect.ofOnePerson()));
        ofPerson.clear();
    }

    void add(Group group, Effect effect) {
        groups.merge(group, effect, Effect::plus);
    }

    /** Adds those of other people. */
    void add(Effects more) {
        more.groups.forEach(this::add);
    }

    long people() {
        return people;
    }

    long bills() {
        return bills;
    }

    SortedMap<Group, Effect> groups() {
        return Collections.unmodifiableSortedMap(groups);
    }
}
