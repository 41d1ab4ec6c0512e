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
     * @param split what is in scope, and what all tiers and tilt aid pay of it
     */
    static MutualAid expect(Chain chain, Split split) {
        Money before = chain.before().mutualAidBurden();
        MutualAidPolicy policy = chain.policy().mutualAid();
        if (!chain.patient().inGoodStanding()) {
            if (chain.patient().member()) {
                chain.trace().add(TIER, policy.waitingDays(), TraceText.MUTUAL_AID_NOT_STANDING, Money.ZERO);
            }
            return new MutualAid(Money.ZERO, before);
        }
        if (!policy.encounterTypes().value().contains(chain.bill().encounterType())) {
            chain.doesNotCount(TIER, policy.encounterTypes());
            return new MutualAid(Money.ZERO, before);
        }
        // Where a tier covers first pay, the payments may pass what is in scope.
        Money burden = split.inScope().minus(split.fundTotal()).max(Money.ZERO);
        Money after = before.plus(burden);
        chain.trace().add(
                TIER,
                policy.encounterTypes(),
                TraceText.MUTUAL_AID_BURDEN,
                burden,
                split.inScope(),
                split.basic(),
                split.criticalIllness(),
                split.medicalAssistance(),
                split.tiltAid(),
                before,
                after);
        BandSum dueAfter = BandSum.of(policy.bands().value(), Money.ZERO, after);
        BandSum dueBefore = BandSum.of(policy.bands().value(), Money.ZERO, before);
        Money uncapped = dueAfter.rounded().minus(dueBefore.rounded());
        chain.trace().add(
                TIER,
                policy.bands(),
                TraceText.MUTUAL_AID,
                uncapped,
                dueAfter,
                dueBefore,
                dueAfter.rounded(),
                dueBefore.rounded());
        Money expected = capped(chain, policy.termCap(), dueAfter.rounded(), dueBefore.rounded());
        return new MutualAid(expected, after);
    }

    /** What the term's cap leaves of the entitlement: the union's own payments are not known here, what was due is. */
    private static Money capped(Chain chain, Parameter<YearlyCap> rule, Money dueAfter, Money dueBefore) {
        Money cap = rule.value().amount();
        if (cap == null) {
            return dueAfter.minus(dueBefore);
        }
        Money expected = dueAfter.min(cap).minus(dueBefore.min(cap));
        chain.trace().add(TIER, rule, TraceText.MUTUAL_AID_CAP, expected, dueAfter, dueBefore, cap);
        return expected;
    }
}
