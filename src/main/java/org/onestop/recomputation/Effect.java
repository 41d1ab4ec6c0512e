package org.onestop.recomputation;

import org.onestop.money.Money;

/**
 * What a draft does to a group of bills.
 *
 * @param people    of whom there are bills in the group
 * @param better    of them, who would pay less themselves over all their bills in the group
 * @param worse     who would pay more
 * @param bills     how many
 * @param changed   of them, how many would be split otherwise
 * @param undecided of them, to how many the draft could not be applied; they count as they were settled
 * @param total     what was billed
 * @param paid      as settled
 * @param would     under the draft
 */
record Effect(
        long people,
        long better,
        long worse,
        long bills,
        long changed,
        long undecided,
        Money total,
        Payments paid,
        Payments would) {

    static final Effect NONE = new Effect(0, 0, 0, 0, 0, 0, Money.ZERO, Payments.NONE, Payments.NONE);

    Effect plus(Effect more) {
        return new Effect(
                people + more.people,
                better + more.better,
                worse + more.worse,
                bills + more.bills,
                changed + more.changed,
                undecided + more.undecided,
                total.plus(more.total),
                paid.plus(more.paid),
                would.plus(more.would));
    }

    /** A person's bills, as a part of a group. */
    Effect ofOnePerson() {
        int sign = would.patientPays().compareTo(paid.patientPays());
        return new Effect(1, sign < 0 ? 1 : 0, sign > 0 ? 1 : 0, bills, changed, undecided, total, paid, would);
    }
}
