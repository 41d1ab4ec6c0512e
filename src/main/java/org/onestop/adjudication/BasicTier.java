package org.onestop.adjudication;

import java.util.List;
import org.onestop.money.Money;
import org.onestop.money.Rounding;

/**
 * Section 2 of the rule: basic medical insurance.
 *
 * @param result           as answered
 * @param uncapped         what would have been paid without any cap
 * @param withoutPoolCap   what would have been paid without the pool's yearly cap
 * @param after            the scheme's year afterwards
 */
record BasicTier(TierResult result, Money uncapped, Money withoutPoolCap, SchemeAccumulators after) {

    private static final Tier TIER = Tier.BASIC;

    Money paid() {
        return result.paid();
    }

    static BasicTier pay(Chain chain, Money inScope) {
        return switch (chain.bill().encounterType()) {
            case INPATIENT -> inpatient(chain, inScope);
            case OUTPATIENT -> outpatient(chain, inScope);
            case OUTPATIENT_CHRONIC -> chronic(chain, inScope);
        };
    }

    private static BasicTier inpatient(Chain chain, Money inScope) {
        BasicPolicy policy = chain.policy().basic();
        Money applied = applied(chain, policy.inpatientDeductible(), inScope, AdmissionDeductible.of(chain));
        Money entering = entering(chain, inScope, applied);
        BandSum bands = bands(chain, policy.inpatientRate(), inScope, applied, inScope);
        BandSum pooled = bands(chain, policy.inpatientRate(), inScope, applied, entering);
        tellUncapped(chain, policy.inpatientRate(), bands, pooled);
        Money due = traced(chain, policy.inpatientRate(), pooled);
        Money paid = poolCap(chain, due);
        SchemeAccumulators year = chain.year();
        SchemeAccumulators after = new SchemeAccumulators(
                year.basicPaid().plus(paid),
                year.basicCost().plus(entering),
                year.outpatientDeductible(),
                year.outpatientPaid(),
                year.chronicDeductible(),
                year.chronicPaid(),
                year.criticalBase(),
                year.criticalPaid());
        TierResult result = result(chain, inScope, applied, paid, poolLeft(chain, after), pooled);
        return new BasicTier(result, bands.rounded(), bands.rounded(), after);
    }

    private static BasicTier chronic(Chain chain, Money inScope) {
        OutpatientPolicy cover = chain.policy().basic().chronic();
        SchemeAccumulators year = chain.year();
        if (!cover.covered().value()) {
            return notCovered(chain, cover, inScope);
        }
        Money open = yearlyDeductible(chain, cover, year.chronicDeductible());
        Money applied = applied(chain, cover.deductible(), inScope, open);
        Money entering = entering(chain, inScope, applied);
        BandSum bands = bands(chain, cover.rate(), inScope, applied, inScope);
        BandSum pooled = bands(chain, cover.rate(), inScope, applied, entering);
        boolean told = tellUncapped(chain, cover.rate(), bands, pooled);
        Money withoutPoolCap = withoutPoolCap(chain, cover, bands, told);
        Money due = traced(chain, cover.rate(), pooled);
        Money own = Room.pay(chain.trace(), TIER, cover.cap(), due, cover.cap().value().amount(), year.chronicPaid());
        Money paid = poolCap(chain, own);
        SchemeAccumulators after = new SchemeAccumulators(
                year.basicPaid().plus(paid),
                year.basicCost().plus(entering),
                year.outpatientDeductible(),
                year.outpatientPaid(),
                year.chronicDeductible().plus(applied),
                year.chronicPaid().plus(paid),
                year.criticalBase(),
                year.criticalPaid());
        Money capLeft = least(Room.left(cover.cap().value(), after.chronicPaid()), poolLeft(chain, after));
        return new BasicTier(
                result(chain, inScope, applied, paid, capLeft, pooled), bands.rounded(), withoutPoolCap, after);
    }

    private static BasicTier outpatient(Chain chain, Money inScope) {
        OutpatientPolicy cover = chain.policy().basic().outpatient();
        SchemeAccumulators year = chain.year();
        if (!cover.covered().value()) {
            return notCovered(chain, cover, inScope);
        }
        Money open = yearlyDeductible(chain, cover, year.outpatientDeductible());
        Money applied = applied(chain, cover.deductible(), inScope, open);
        BandSum bands = bands(chain, cover.rate(), inScope, applied, inScope);
        Money due = traced(chain, cover.rate(), bands);
        Money paid =
                Room.pay(chain.trace(), TIER, cover.cap(), due, cover.cap().value().amount(), year.outpatientPaid());
        SchemeAccumulators after = new SchemeAccumulators(
                year.basicPaid(),
                year.basicCost(),
                year.outpatientDeductible().plus(applied),
                year.outpatientPaid().plus(paid),
                year.chronicDeductible(),
                year.chronicPaid(),
                year.criticalBase(),
                year.criticalPaid());
        Money capLeft = Room.left(cover.cap().value(), after.outpatientPaid());
        // An outpatient row's own cap never feeds the above-the-pool form, so nothing counts as cut off here.
        return new BasicTier(result(chain, inScope, applied, paid, capLeft, bands), bands.rounded(), paid, after);
    }

    private static BasicTier notCovered(Chain chain, OutpatientPolicy cover, Money inScope) {
        chain.trace().add(TIER, cover.covered(), TraceText.NOT_COVERED, Money.ZERO);
        TierResult result =
                new TierResult(TIER, inScope, Money.ZERO, inScope, Money.ZERO, null, List.of());
        return new BasicTier(result, Money.ZERO, Money.ZERO, chain.year());
    }

    private static Money yearlyDeductible(Chain chain, OutpatientPolicy cover, Money charged) {
        Money open = Room.left(cover.deductible().value(), charged);
        chain.trace().add(
                TIER, cover.deductible(), TraceText.DEDUCTIBLE_YEARLY, open, cover.deductible().value(), charged);
        return open;
    }

    private static Money applied(Chain chain, Parameter<?> rule, Money inScope, Money open) {
        Money applied = inScope.min(open);
        chain.trace().add(
                TIER, rule, TraceText.DEDUCTIBLE_APPLIED, applied, inScope, open, inScope.minus(applied));
        return applied;
    }

    /** The cost of this bill that may enter the pool: all of it, unless the cap limits cost. */
    private static Money entering(Chain chain, Money inScope, Money applied) {
        Parameter<YearlyCap> cap = chain.policy().basic().annualCap();
        if (cap.value().convention() != YearlyCap.Convention.COST || cap.value().amount() == null) {
            return inScope;
        }
        Money used = chain.year().basicCost();
        Money entering = inScope.min(Room.left(cap.value().amount(), used));
        chain.trace().add(
                TIER,
                cap,
                TraceText.COST_CAP,
                entering,
                inScope,
                cap.value().amount(),
                used,
                applied,
                pooled(entering, applied));
        return entering;
    }

    /** The bands over the eligible cost, or over the gross cost with the deductible inside the first band. */
    private static BandSum bands(
            Chain chain, Parameter<Rows<Bands>> rate, Money inScope, Money applied, Money entering) {
        Bands bands = chain.row(rate);
        return chain.policy().basic().bandBasis().value() == BandBasis.GROSS
                ? BandSum.of(bands, applied, entering)
                : BandSum.of(bands, Money.ZERO, pooled(entering, applied));
    }

    private static Money pooled(Money entering, Money applied) {
        return entering.minus(applied).max(Money.ZERO);
    }

    /**
     * Says what would be paid without a cap where a cap on cost hides it and the above-the-pool form of tier 2
     * needs it.
     */
    private static boolean tellUncapped(Chain chain, Parameter<?> rate, BandSum bands, BandSum pooled) {
        boolean needed = chain.policy().criticalIllness() instanceof CriticalIllnessPolicy.AbovePool
                && pooled.tenThousandths() < bands.tenThousandths();
        if (needed) {
            chain.trace().add(TIER, rate, TraceText.BASIC_UNCAPPED, bands.rounded(), bands);
        }
        return needed;
    }

    /** What a chronic cover would pay under its own yearly cap alone. */
    private static Money withoutPoolCap(Chain chain, OutpatientPolicy cover, BandSum bands, boolean told) {
        Money cap = cover.cap().value().amount();
        if (cap == null) {
            return bands.rounded();
        }
        Money used = chain.year().chronicPaid();
        Money paid = bands.rounded().min(Room.left(cap, used));
        if (told) {
            chain.trace().add(
                    TIER, cover.cap(), TraceText.BASIC_WITHOUT_POOL_CAP, paid, bands.rounded(), cap, used);
        }
        return paid;
    }

    private static Money traced(Chain chain, Parameter<?> rate, BandSum bands) {
        Money due = bands.rounded();
        chain.trace().add(TIER, rate, TraceText.BASIC_BANDS, due, bands);
        return due;
    }

    /** The pool's cap on what the fund pays in the year; a cap on cost has done its work already. */
    private static Money poolCap(Chain chain, Money due) {
        Parameter<YearlyCap> cap = chain.policy().basic().annualCap();
        if (cap.value().convention() == YearlyCap.Convention.COST && cap.value().amount() != null) {
            return due;
        }
        return Room.pay(chain.trace(), TIER, cap, due, cap.value().amount(), chain.year().basicPaid());
    }

    private static Money poolLeft(Chain chain, SchemeAccumulators after) {
        YearlyCap cap = chain.policy().basic().annualCap().value();
        return Room.left(cap, cap.convention() == YearlyCap.Convention.COST ? after.basicCost() : after.basicPaid());
    }

    private static Money least(Money one, Money other) {
        return one == null ? other : other == null ? one : one.min(other);
    }

    private static TierResult result(
            Chain chain, Money inScope, Money applied, Money paid, Money capLeft, BandSum bands) {
        return new TierResult(TIER, inScope, applied, inScope.minus(applied), paid, capLeft, bands.results());
    }
}
