package org.onestop.adjudication;

import java.util.Set;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/** Tier 2 (大病保险, 职工大额医疗补助), in one of its two forms. */
public sealed interface CriticalIllnessPolicy {

    /** Which encounter types count. */
    Parameter<Set<EncounterType>> encounterTypes();

    /** Yearly cap on the payment; its value's amount is null where there is none. */
    Parameter<YearlyCap> annualCap();

    /**
     * The resident form: bands on a burden accumulated over the year.
     *
     * @param form           names this form
     * @param firstPayCounts whether first pay joins the base
     * @param bounds         how the bands' bounds are meant
     * @param tilt           its value is {@link Tilt#NONE} where no class is favoured
     */
    record AccumulatedBurden(
            Parameter<Form> form,
            Parameter<Set<EncounterType>> encounterTypes,
            Parameter<Boolean> firstPayCounts,
            Parameter<Money> deductible,
            Parameter<Bands> bands,
            Parameter<BandBounds> bounds,
            Parameter<Tilt> tilt,
            Parameter<YearlyCap> annualCap)
            implements CriticalIllnessPolicy {}

    /**
     * The employees' form: a rate on what the pool's yearly cap cut off.
     *
     * @param form names this form
     */
    record AbovePool(
            Parameter<Form> form,
            Parameter<Set<EncounterType>> encounterTypes,
            Parameter<Ratio> rate,
            Parameter<YearlyCap> annualCap)
            implements CriticalIllnessPolicy {}

    /** Which of the two. */
    enum Form {
        ACCUMULATED_BURDEN,
        ABOVE_POOL
    }

    /**
     * The favour for some assistance classes (倾斜支付).
     *
     * @param classes          assistance classes 1..4; empty where nobody is favoured
     * @param deductibleFactor what the deductible is multiplied by
     * @param ratePoints       what is added to every band's rate, up to a rate of one
     * @param capLifted        whether the yearly cap falls away
     */
    record Tilt(Set<Integer> classes, Ratio deductibleFactor, Ratio ratePoints, boolean capLifted) {

        public static final Tilt NONE = new Tilt(Set.of(), Ratio.ONE, Ratio.ZERO, false);

        public Tilt {
            classes = Set.copyOf(classes);
        }
    }
}
