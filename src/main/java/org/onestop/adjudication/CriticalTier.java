package org.onestop.adjudication;

import java.util.List;
import org.onestop.money.Money;
import org.onestop.money.Ratio;
import org.onestop.money.Rounding;

/**
 * Section 3 of the rule: critical illness insurance, in either form.
 *
 * @param base what the scheme's accumulated base grows by
 */
record CriticalTier(TierResult result, Money base) {

    private static final Tier TIER = Tier.CRITICAL_ILLNESS;

    Money paid() {
        return result.paid();
    }

    static CriticalTier pay(Chain chain, Scoping scope, BasicTier basic) {
        CriticalIllnessPolicy policy = chain.policy().criticalIllness();
        if (!policy.encounterTypes().value().contains(chain.bill().encounterType())) {
            return new CriticalTier(chain.doesNotCount(TIER, policy.encounterTypes()), Money.ZERO);
        }
        return policy instanceof CriticalIllnessPolicy.AccumulatedBurden burden
                ? accumulated(chain, burden, scope, basic)
                : abovePool(chain, (CriticalIllnessPolicy.AbovePool) policy, basic);
    }

    private static CriticalTier accumulated(
            Chain chain, CriticalIllnessPolicy.AccumulatedBurden policy, Scoping scope, BasicTier basic) {
        Money firstPay = policy.firstPayCounts().value() ? scope.firstPay() : Money.ZERO;
        Money base = scope.inScope().minus(basic.paid()).plus(firstPay);
        Money before = chain.year().criticalBase();
        Money after = before.plus(base);
        chain.trace().add(
                TIER,
                policy.firstPayCounts(),
                TraceText.CRITICAL_BASE,
                base,
                scope.inScope(),
                basic.paid(),
                firstPay,
                before,
                after);
        CriticalIllnessPolicy.Tilt tilt = tilt(chain, policy);
        Money deductible = deductible(chain, policy, tilt);
        BandSum dueAfter = due(policy, tilt, deductible, after);
        BandSum dueBefore = due(policy, tilt, deductible, before);
        Money due = dueAfter.rounded().minus(dueBefore.rounded());
        chain.trace().add(
                TIER,
                policy.bands(),
                TraceText.CRITICAL_BANDS,
                due,
                dueAfter,
                dueBefore,
                dueAfter.rounded(),
                dueBefore.rounded());
        Money paid = capped(chain, policy.annualCap(), tilt, due);
        Money inDeductible = base.min(Room.left(deductible, before));
        BandSum own = between(policy, tilt, deductible, before, after);
        return new CriticalTier(
                new TierResult(
                        TIER,
                        base,
                        inDeductible,
                        base.minus(inDeductible),
                        paid,
                        capLeft(chain, policy.annualCap(), tilt, paid),
                        own.results()),
                base);
    }

    /** The tilt that favours this patient, or the one that favours nobody. */
    private static CriticalIllnessPolicy.Tilt tilt(Chain chain, CriticalIllnessPolicy.AccumulatedBurden policy) {
        Integer assistanceClass = chain.classification().assistanceClass();
        CriticalIllnessPolicy.Tilt tilt = policy.tilt().value();
        return assistanceClass != null && tilt.classes().contains(assistanceClass)
                ? tilt
                : CriticalIllnessPolicy.Tilt.NONE;
    }

    private static Money deductible(
            Chain chain, CriticalIllnessPolicy.AccumulatedBurden policy, CriticalIllnessPolicy.Tilt tilt) {
        Money full = policy.deductible().value();
        if (tilt == CriticalIllnessPolicy.Tilt.NONE) {
            chain.trace().add(TIER, policy.deductible(), TraceText.CRITICAL_DEDUCTIBLE, full, full);
            return full;
        }
        Money tilted = tilt.deductibleFactor().of(full, Rounding.HALF_UP_TO_FEN);
        chain.trace().add(
                TIER,
                policy.tilt(),
                TraceText.CRITICAL_TILT,
                tilted,
                full,
                tilt.deductibleFactor(),
                tilt.ratePoints(),
                chain.classification().assistanceClass());
        return tilted;
    }

    /** F(x) of the rule: the benefit of an accumulated burden. */
    private static BandSum due(
            CriticalIllnessPolicy.AccumulatedBurden policy,
            CriticalIllnessPolicy.Tilt tilt,
            Money deductible,
            Money burden) {
        return between(policy, tilt, deductible, Money.ZERO, burden);
    }

    private static BandSum between(
            CriticalIllnessPolicy.AccumulatedBurden policy,
            CriticalIllnessPolicy.Tilt tilt,
            Money deductible,
            Money from,
            Money to) {
        Ratio points = tilt.ratePoints();
        return policy.bounds().value() == BandBounds.GROSS
                ? BandSum.of(policy.bands().value(), points, from.max(deductible), to)
                : BandSum.above(deductible, policy.bands().value(), points, from, to);
    }

    private static Money capped(
            Chain chain, Parameter<YearlyCap> cap, CriticalIllnessPolicy.Tilt tilt, Money due) {
        if (tilt.capLifted()) {
            chain.trace().add(
                    TIER, cap, TraceText.CAP_LIFTED, due, due, chain.classification().assistanceClass());
            return due;
        }
        return Room.pay(chain.trace(), TIER, cap, due, cap.value().amount(), chain.year().criticalPaid());
    }

    private static Money capLeft(
            Chain chain, Parameter<YearlyCap> cap, CriticalIllnessPolicy.Tilt tilt, Money paid) {
        return tilt.capLifted() ? null : Room.left(cap.value(), chain.year().criticalPaid().plus(paid));
    }

    private static CriticalTier abovePool(Chain chain, CriticalIllnessPolicy.AbovePool policy, BasicTier basic) {
        Money base = abovePoolBase(chain, policy, basic);
        Money due = policy.rate().value().of(base, Rounding.HALF_UP_TO_FEN);
        chain.trace().add(TIER, policy.rate(), TraceText.RATE, due, base, policy.rate().value());
        Money paid = capped(chain, policy.annualCap(), CriticalIllnessPolicy.Tilt.NONE, due);
        Money left = capLeft(chain, policy.annualCap(), CriticalIllnessPolicy.Tilt.NONE, paid);
        List<TierResult.BandResult> bands = base.isZero()
                ? List.of()
                : List.of(new TierResult.BandResult(Money.ZERO, null, policy.rate().value(), base, due));
        return new CriticalTier(new TierResult(TIER, base, Money.ZERO, base, paid, left, bands), base);
    }

    private static Money abovePoolBase(Chain chain, CriticalIllnessPolicy.AbovePool policy, BasicTier basic) {
        Money cutOff = basic.withoutPoolCap().minus(basic.paid());
        if (!cutOff.isPositive()) {
            chain.trace().add(
                    TIER,
                    policy.form(),
                    TraceText.ABOVE_POOL_NONE,
                    Money.ZERO,
                    basic.withoutPoolCap(),
                    basic.paid());
            return Money.ZERO;
        }
        Money eligible = basic.result().eligible();
        Money base = Money.ofFen(Rounding.HALF_UP_TO_FEN.multiplyAndDivide(
                eligible.fen(), cutOff.fen(), basic.uncapped().fen()));
        chain.trace().add(
                TIER,
                policy.form(),
                TraceText.ABOVE_POOL_BASE,
                base,
                eligible,
                basic.withoutPoolCap(),
                basic.paid(),
                basic.uncapped());
        return base;
    }
}
