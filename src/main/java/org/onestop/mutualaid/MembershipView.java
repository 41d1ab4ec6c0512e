package org.onestop.mutualaid;

import java.time.LocalDate;
import java.util.UUID;
import org.onestop.money.Money;
import org.onestop.settlement.MemberStanding;

/**
 * A membership as callers see it; nothing of it names the person.
 *
 * @param leftOn       null while it lasts to the term's end
 * @param leftBecause  null while it lasts to the term's end
 * @param coveredFrom  first day of good standing; null while the contribution is due
 * @param coveredUntil last day of the membership
 */
record MembershipView(
        UUID membershipId,
        int term,
        String unitCode,
        LocalDate unitSince,
        LocalDate joinedOn,
        boolean firstJoiner,
        LocalDate leftOn,
        String leftBecause,
        Contribution contribution,
        LocalDate coveredFrom,
        LocalDate coveredUntil) {

    /**
     * What was due for it.
     *
     * @param amount         null where nothing was
     * @param receivedOn     null while it is not paid
     * @param contributionId the payment; null while it is not paid
     */
    record Contribution(Member.Contribution state, Money amount, LocalDate receivedOn, UUID contributionId) {}

    static MembershipView of(Member member, MemberStanding standing) {
        return new MembershipView(
                member.id(),
                member.term(),
                member.unit(),
                member.unitSince(),
                member.joinedOn(),
                member.firstJoiner(),
                member.leftOn(),
                member.leftBecause(),
                new Contribution(member.contribution(), member.due(), member.receivedOn(), member.paidBy()),
                standing.coveredFrom(),
                standing.coveredUntil());
    }
}
