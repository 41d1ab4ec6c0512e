package org.onestop.mutualaid;

import java.time.LocalDate;
import java.util.UUID;
import org.onestop.money.Money;

/**
 * A membership as it is now: one person's, for one term.
 *
 * @param unit        credit code of the last unit
 * @param joinedOn    first day of the membership
 * @param firstJoiner whether the waiting period applies
 * @param unitSince   first day with the last unit
 * @param leftOn      last day; null where the membership lasts to the term's end
 * @param leftBecause null where it lasts to the term's end
 * @param due         the contribution; null where nothing was due
 * @param receivedOn  when the money came; null while it has not
 * @param paidBy      the payment that brought it; null while none has
 */
record Member(
        UUID id,
        UUID person,
        int term,
        String unit,
        LocalDate joinedOn,
        boolean firstJoiner,
        LocalDate unitSince,
        LocalDate leftOn,
        String leftBecause,
        Money due,
        Contribution contribution,
        LocalDate receivedOn,
        UUID paidBy) {

    /** What became of the contribution. */
    enum Contribution {
        /** Nothing was ever due. */
        NONE,
        DUE,
        PAID,
        /** The member left without paying. */
        WRITTEN_BACK,
        REFUNDED
    }

    /** The last day of a term. */
    static LocalDate endOf(int term) {
        return LocalDate.of(term, 12, 31);
    }

    boolean isDue() {
        return contribution == Contribution.DUE;
    }

    /** The last day on which the person is a member. */
    LocalDate until() {
        return leftOn == null ? endOf(term) : leftOn;
    }

    /** Since when there is nothing to pay any more; null while there is. */
    LocalDate paidSince() {
        return switch (contribution) {
            case DUE, WRITTEN_BACK -> null;
            case NONE -> joinedOn;
            case PAID, REFUNDED -> receivedOn.isAfter(joinedOn) ? receivedOn : joinedOn;
        };
    }
}
