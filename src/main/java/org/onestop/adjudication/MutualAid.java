package org.onestop.adjudication;

import org.onestop.money.Money;

/**
 * Section 5 of the rule: what the union's mutual aid is expected to pay. It changes nothing of the split.
 *
 * @param burdenAfter the term's burden after this bill
 */
record MutualAid(Money expected, Money burdenAfter) {

    private static final Tier TIER = Tier.MUTUAL_AID;

    /**
     * The expectation.
     *
     * @param inScope what is in scope
     * @param paid    what all tiers and tilt aid pay
     */
    static MutualAid expect(Chain chain, Money inScope, Money paid) {
        Money before = chain.before().mutualAidBurden();
        MutualAidPolicy policy = chain.policy().mutualAid();
        if (!chain.patient().inGoodStanding()) {
            return new MutualAid(Money.ZERO, before);
        }
        if (!policy.encounterTypes().value().contains(chain.bill().encounterType())) {
            chain.doesNotCount(TIER, policy.encounterTypes());
            return new MutualAid(Money.ZERO, before);
        }
        // Where a tier covers first pay, the payments may pass what is in scope.
        Money burden = inScope.minus(paid).max(Money.ZERO);
        Money after = before.plus(burden);
        chain.trace().add(
                TIER, policy.encounterTypes(), TraceText.MUTUAL_AID_BURDEN, burden, inScope, paid, before, after);
        BandSum dueAfter = BandSum.of(policy.bands().value(), Money.ZERO, after);
        BandSum dueBefore = BandSum.of(policy.bands().value(), Money.ZERO, before);
        Money cap = policy.termCap().value().amount();
        Money to = cap == null ? dueAfter.rounded() : dueAfter.rounded().min(cap);
        Money from = cap == null ? dueBefore.rounded() : dueBefore.rounded().min(cap);
        Money expected = to.minus(from);
        chain.trace().add(
                TIER,
                policy.bands(),
                TraceText.MUTUAL_AID,
                expected,
                dueAfter,
                dueBefore,
                to,
                from,
                cap == null ? "∞" : cap);
        return new MutualAid(expected, after);
    }
}
