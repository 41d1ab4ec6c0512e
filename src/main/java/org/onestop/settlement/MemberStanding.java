package org.onestop.settlement;

import java.time.LocalDate;

/**
 * A person's standing in the union's mutual aid for one term.
 *
 * @param memberFrom   first day of the membership; null where the person is none
 * @param coveredFrom  first day on which it gives a benefit; null where the person is none, or owes the contribution
 * @param coveredUntil last day of the membership; null where the person is none
 */
public record MemberStanding(LocalDate memberFrom, LocalDate coveredFrom, LocalDate coveredUntil) {

    /** Not a member. */
    static final MemberStanding NONE = new MemberStanding(null, null, null);

    boolean isMember(LocalDate on) {
        return memberFrom != null && !on.isBefore(memberFrom) && !on.isAfter(coveredUntil);
    }

    boolean isInGoodStanding(LocalDate on) {
        return isMember(on) && coveredFrom != null && !on.isBefore(coveredFrom);
    }
}
