package org.onestop.adjudication;

import java.util.List;
import org.onestop.money.Money;
import org.onestop.money.Ratio;
import org.onestop.money.Rounding;

/**
 * Section 4 of the rule: medical assistance, then tilt aid.
 *
 * @param assistance as answered
 * @param tilt       as answered
 */
record AssistanceTier(TierResult assistance, TierResult tilt) {

    private static final Tier TIER = Tier.MEDICAL_ASSISTANCE;
    private static final Tier TILT = Tier.TILT_AID;

    static AssistanceTier pay(Chain chain, Scoping scope, Money basic, Money critical) {
        AssistancePolicy policy = chain.policy().assistance();
        if (!policy.encounterTypes().value().contains(chain.bill().encounterType())) {
            return new AssistanceTier(chain.doesNotCount(TIER, policy.encounterTypes()), TierResult.nothing(TILT));
        }
        if (!classed(chain, policy)) {
            return new AssistanceTier(TierResult.nothing(TIER), TierResult.nothing(TILT));
        }
        int assistanceClass = chain.classification().assistanceClass();
        Money base = base(chain, policy, scope, basic, critical);
        Money charged = chain.before().assistanceDeductible();
        Money full = policy.deductible().value().get(assistanceClass);
        Money applied = base.min(Room.left(full, charged));
        Money eligible = base.minus(applied);
        chain.trace().add(
                TIER, policy.deductible(), TraceText.ASSISTANCE_DEDUCTIBLE, applied, base, full, charged, eligible);
        Ratio rate = policy.rate().value().get(assistanceClass);
        Money due = rate.of(eligible, Rounding.HALF_UP_TO_FEN);
        chain.trace().add(TIER, policy.rate(), TraceText.RATE, due, eligible, rate);
        YearlyCap cap = policy.annualCap().value().get(assistanceClass);
        Money used = chain.before().assistancePaid();
        Money paid = Room.pay(chain.trace(), TIER, policy.annualCap(), due, cap.amount(), used);
        TierResult assistance = new TierResult(
                TIER, base, applied, eligible, paid, Room.left(cap, used.plus(paid)), single(rate, eligible, due));
        return new AssistanceTier(assistance, tilt(chain, policy, base, paid, paid.compareTo(due) < 0));
    }

    /** Whether a class counts; if none does, says why. */
    private static boolean classed(Chain chain, AssistancePolicy policy) {
        Classification found = chain.classification();
        TraceText why = switch (found.reason()) {
            case BEST_LABEL, GIVEN -> null;
            case NO_HOUSEHOLD -> TraceText.CLASS_NONE_NO_HOUSEHOLD;
            case NO_CLASS_OF_ITS_OWN -> TraceText.CLASS_NONE_OF_ITS_OWN;
            case ONLY_SERIOUSLY_ILL -> TraceText.CLASS_NONE_NOT_ILL;
        };
        if (why != null) {
            chain.trace().add(TIER, policy.categoryClass(), why, Money.ZERO, found.labels());
        }
        return why == null;
    }

    private static Money base(Chain chain, AssistancePolicy policy, Scoping scope, Money basic, Money critical) {
        if (chain.unreferred()) {
            chain.trace().add(TIER, policy.encounterTypes(), TraceText.ASSISTANCE_UNREFERRED, Money.ZERO);
            return Money.ZERO;
        }
        Money firstPay = policy.firstPayCounts().value() ? scope.firstPay() : Money.ZERO;
        // Where tier 2 covers first pay and this one does not, tier 2 may have paid past what is in scope.
        Money base = scope.inScope().minus(basic).minus(critical).plus(firstPay).max(Money.ZERO);
        chain.trace().add(
                TIER,
                policy.firstPayCounts(),
                TraceText.ASSISTANCE_BASE,
                base,
                scope.inScope(),
                basic,
                critical,
                firstPay);
        return base;
    }

    private static TierResult tilt(Chain chain, AssistancePolicy policy, Money base, Money assistance, boolean capCut) {
        AssistancePolicy.TiltAid aid =
                policy.tiltAid().value().get(chain.classification().assistanceClass());
        if (aid == null) {
            chain.trace().add(TILT, policy.tiltAid(), TraceText.TILT_OFF, Money.ZERO);
            return TierResult.nothing(TILT);
        }
        if (base.isZero()) {
            chain.trace().add(TILT, policy.tiltAid(), TraceText.TILT_NO_BASE, Money.ZERO);
            return TierResult.nothing(TILT);
        }
        if (policy.tiltTrigger().value() == AssistancePolicy.TiltTrigger.CAP_EXHAUSTED && !capCut) {
            chain.trace().add(TILT, policy.tiltTrigger(), TraceText.TILT_NOT_TRIGGERED, Money.ZERO);
            return TierResult.nothing(TILT);
        }
        Money rest = base.minus(assistance);
        Money charged = chain.before().tiltThreshold();
        Money applied = rest.min(Room.left(aid.threshold(), charged));
        Money eligible = rest.minus(applied);
        chain.trace().add(
                TILT,
                policy.tiltAid(),
                TraceText.TILT_THRESHOLD,
                applied,
                rest,
                aid.threshold(),
                charged,
                base,
                assistance,
                eligible);
        Money due = aid.rate().of(eligible, Rounding.HALF_UP_TO_FEN);
        chain.trace().add(TILT, policy.tiltAid(), TraceText.RATE, due, eligible, aid.rate());
        Money used = chain.before().tiltPaid();
        Money paid = Room.pay(chain.trace(), TILT, policy.tiltAid(), due, aid.cap(), used);
        Money left = aid.cap() == null ? null : Room.left(aid.cap(), used.plus(paid));
        return new TierResult(TILT, rest, applied, eligible, paid, left, single(aid.rate(), eligible, due));
    }

    private static List<TierResult.BandResult> single(Ratio rate, Money eligible, Money due) {
        return eligible.isZero()
                ? List.of()
                : List.of(new TierResult.BandResult(Money.ZERO, null, rate, eligible, due));
    }
}
