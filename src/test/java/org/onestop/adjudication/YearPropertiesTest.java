package org.onestop.adjudication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/** What holds of a year's bills one after another: the rule's section 8, numbers 3 to 5. */
class YearPropertiesTest {

    private static final int RUNS = 1_000;
    private static final int BILLS = 8;

    /** A year in which the class, the scheme and the policy may change from bill to bill. */
    private static List<Situation> year(Dice dice) {
        List<Situation> year = new ArrayList<>();
        Accumulators before = AnyPerson.year(dice);
        Scheme scheme = dice.of(Scheme.values());
        Policy policy = AnyPolicy.of(dice, scheme);
        for (int n = dice.between(1, BILLS); n > 0; n--) {
            if (dice.percent(15)) {
                scheme = dice.of(Scheme.values());
                policy = AnyPolicy.of(dice, scheme);
            }
            Situation next = Situation.of(policy, AnyPerson.of(dice, scheme), before, AnyBill.of(dice));
            if (next.outcome() instanceof Outcome.Adjudicated outcome) {
                year.add(next);
                before = outcome.accumulatorsAfter();
            }
        }
        return year;
    }

    @Test
    void noPaymentPassesTheCapNowInForceAndNothingIsPaidOnceItIsReached() {
        Dice.times(RUNS, dice -> year(dice).forEach(one -> one.whenAdjudicated(outcome -> {
            basicCaps(one, outcome);
            SchemeAccumulators used = one.before().of(one.policy().scheme());
            CriticalIllnessPolicy critical = one.policy().criticalIllness();
            if (!capLifted(critical, outcome.classification())) {
                within(critical.annualCap(), used.criticalPaid(), outcome.split().criticalIllness());
            }
            assistanceCaps(one, outcome);
        })));
    }

    private static void basicCaps(Situation one, Outcome.Adjudicated outcome) {
        BasicPolicy basic = one.policy().basic();
        SchemeAccumulators used = one.before().of(one.policy().scheme());
        SchemeAccumulators after = outcome.accumulatorsAfter().of(one.policy().scheme());
        Money paid = outcome.split().basic();
        EncounterType type = one.bill().encounterType();
        if (type == EncounterType.OUTPATIENT) {
            within(basic.outpatient().cap(), used.outpatientPaid(), paid);
        } else {
            boolean cost = basic.annualCap().value().convention() == YearlyCap.Convention.COST;
            Money entered = after.basicCost().minus(used.basicCost());
            within(basic.annualCap(), cost ? used.basicCost() : used.basicPaid(), cost ? entered : paid);
            assertTrue(!cost || paid.compareTo(entered) <= 0 || paid.isZero(), "only what entered the pool is paid");
        }
        if (type == EncounterType.OUTPATIENT_CHRONIC) {
            within(basic.chronic().cap(), used.chronicPaid(), paid);
        }
    }

    private static void assistanceCaps(Situation one, Outcome.Adjudicated outcome) {
        Integer assistanceClass = outcome.classification().assistanceClass();
        AssistancePolicy policy = one.policy().assistance();
        Split split = outcome.split();
        if (assistanceClass == null) {
            assertEquals(Money.ZERO, split.medicalAssistance().plus(split.tiltAid()));
            return;
        }
        Money cap = policy.annualCap().value().get(assistanceClass).amount();
        within(cap, one.before().assistancePaid(), split.medicalAssistance());
        AssistancePolicy.TiltAid tilt = policy.tiltAid().value().get(assistanceClass);
        within(tilt == null ? Money.ZERO : tilt.cap(), one.before().tiltPaid(), split.tiltAid());
    }

    private static boolean capLifted(CriticalIllnessPolicy policy, Classification found) {
        return policy instanceof CriticalIllnessPolicy.AccumulatedBurden burden
                && burden.tilt().value().capLifted()
                && found.assistanceClass() != null
                && burden.tilt().value().classes().contains(found.assistanceClass());
    }

    private static void within(Parameter<YearlyCap> cap, Money used, Money paid) {
        within(cap == null ? Money.ZERO : cap.value().amount(), used, paid);
    }

    private static void within(Money cap, Money used, Money paid) {
        if (cap != null) {
            long room = Math.max(0, cap.fen() - used.fen());
            assertTrue(paid.fen() <= room, () -> paid + " paid, cap " + cap + ", " + used + " used before");
        }
    }

    @Test
    void noYearlyDeductibleIsChargedBeyondWhatIsOpen() {
        Dice.times(RUNS, dice -> year(dice).forEach(one -> one.whenAdjudicated(outcome -> {
            Integer assistanceClass = outcome.classification().assistanceClass();
            if (assistanceClass != null) {
                within(
                        one.policy().assistance().deductible().value().get(assistanceClass),
                        one.before().assistanceDeductible(),
                        outcome.tiers().get(2).deductible());
            }
            OutpatientPolicy chronic = one.policy().basic().chronic();
            if (one.bill().encounterType() == EncounterType.OUTPATIENT_CHRONIC && chronic.covered().value()) {
                within(
                        chronic.deductible().value(),
                        one.before().of(one.policy().scheme()).chronicDeductible(),
                        outcome.tiers().get(0).deductible());
            }
        })));
    }

    /** A reversal takes back the settlement's own amounts; what is left must be the year as it was. */
    @Test
    void takingBackWhatTheSettlementSaysRestoresTheYear() {
        Dice.times(RUNS, dice -> year(dice).forEach(one -> one.whenAdjudicated(outcome ->
                assertEquals(one.before(), reversed(one, outcome)))));
    }

    private static Accumulators reversed(Situation one, Outcome.Adjudicated outcome) {
        Scheme scheme = one.policy().scheme();
        Accumulators after = outcome.accumulatorsAfter();
        EncounterType type = one.bill().encounterType();
        List<TierResult> tiers = outcome.tiers();
        Accumulators across = new Accumulators(
                after.admissions() - (type == EncounterType.INPATIENT ? 1 : 0),
                after.resident(),
                after.employee(),
                after.assistanceDeductible().minus(tiers.get(2).deductible()),
                after.assistancePaid().minus(outcome.split().medicalAssistance()),
                after.tiltThreshold().minus(tiers.get(3).deductible()),
                after.tiltPaid().minus(outcome.split().tiltAid()),
                after.mutualAidBurden().minus(burden(one, outcome)));
        return across.with(scheme, reversed(after.of(scheme), one, outcome));
    }

    private static SchemeAccumulators reversed(SchemeAccumulators after, Situation one, Outcome.Adjudicated outcome) {
        EncounterType type = one.bill().encounterType();
        Money none = Money.ZERO;
        Money paid = outcome.split().basic();
        Money deductible = outcome.tiers().get(0).deductible();
        boolean ordinary = type == EncounterType.OUTPATIENT;
        boolean chronic = type == EncounterType.OUTPATIENT_CHRONIC;
        return new SchemeAccumulators(
                after.basicPaid().minus(ordinary ? none : paid),
                after.basicCost().minus(entered(one, outcome)),
                after.outpatientDeductible().minus(ordinary ? deductible : none),
                after.outpatientPaid().minus(ordinary ? paid : none),
                after.chronicDeductible().minus(chronic ? deductible : none),
                after.chronicPaid().minus(chronic ? paid : none),
                after.criticalBase().minus(outcome.tiers().get(1).base()),
                after.criticalPaid().minus(outcome.split().criticalIllness()));
    }

    private static Money entered(Situation one, Outcome.Adjudicated outcome) {
        BasicPolicy basic = one.policy().basic();
        EncounterType type = one.bill().encounterType();
        boolean pool = type == EncounterType.INPATIENT
                || type == EncounterType.OUTPATIENT_CHRONIC && basic.chronic().covered().value();
        YearlyCap cap = basic.annualCap().value();
        if (!pool) {
            return Money.ZERO;
        }
        long used = one.before().of(one.policy().scheme()).basicCost().fen();
        boolean limited = cap.convention() == YearlyCap.Convention.COST && cap.amount() != null;
        long room = limited ? Math.max(0, cap.amount().fen() - used) : Long.MAX_VALUE;
        return Money.ofFen(Math.min(room, outcome.split().inScope().fen()));
    }

    private static Money burden(Situation one, Outcome.Adjudicated outcome) {
        boolean counts = one.patient().inGoodStanding()
                && one.policy().mutualAid().encounterTypes().value().contains(one.bill().encounterType());
        Money left = outcome.split().inScope().minus(outcome.split().fundTotal());
        return counts ? left.max(Money.ZERO) : Money.ZERO;
    }

    @Test
    void withoutACapTierTwoPaysTheBenefitOfTheSumWhateverTheBills() {
        Dice.times(RUNS, dice -> {
            Scheme scheme = dice.of(Scheme.values());
            Policy policy = AnyPolicy.ofAccumulatedBurdenWithoutCap(dice, scheme);
            PatientStatus patient = AnyPerson.of(dice, scheme, dice.between(1, 4));
            Accumulators start = AnyPerson.year(dice);
            Accumulators year = start;
            for (int n = dice.between(1, BILLS); n > 0; n--) {
                if (Adjudicator.adjudicate(policy, patient, year, AnyBill.of(dice)) instanceof Outcome.Adjudicated one) {
                    year = one.accumulatorsAfter();
                }
            }
            Money paid = year.of(scheme).criticalPaid().minus(start.of(scheme).criticalPaid());
            Money due = benefit(policy, patient.classOverride(), year.of(scheme).criticalBase())
                    .minus(benefit(policy, patient.classOverride(), start.of(scheme).criticalBase()));
            assertEquals(due, paid);
        });
    }

    /** The benefit of an accumulated burden, written down again in decimals. */
    private static Money benefit(Policy policy, int assistanceClass, Money burden) {
        var critical = assertInstanceOf(CriticalIllnessPolicy.AccumulatedBurden.class, policy.criticalIllness());
        CriticalIllnessPolicy.Tilt tilt = critical.tilt().value();
        boolean tilted = tilt.classes().contains(assistanceClass);
        BigDecimal deductible = decimal(critical.deductible().value());
        if (tilted) {
            deductible = deductible.multiply(decimal(tilt.deductibleFactor())).setScale(2, RoundingMode.HALF_UP);
        }
        boolean gross = critical.bounds().value() == BandBounds.GROSS;
        BigDecimal from = gross ? deductible : BigDecimal.ZERO;
        BigDecimal to = gross ? decimal(burden) : decimal(burden).subtract(deductible).max(BigDecimal.ZERO);
        BigDecimal sum = BigDecimal.ZERO;
        for (Bands.Band band : critical.bands().value().bands()) {
            BigDecimal high = band.to() == null ? to : to.min(decimal(band.to()));
            BigDecimal part = high.subtract(from.max(decimal(band.from()))).max(BigDecimal.ZERO);
            BigDecimal rate = decimal(band.rate()).add(tilted ? decimal(tilt.ratePoints()) : BigDecimal.ZERO);
            sum = sum.add(part.multiply(rate.min(BigDecimal.ONE)));
        }
        return Money.parse(sum.setScale(2, RoundingMode.HALF_UP).toPlainString());
    }

    private static BigDecimal decimal(Money amount) {
        return new BigDecimal(amount.toString());
    }

    private static BigDecimal decimal(Ratio ratio) {
        return new BigDecimal(ratio.toString());
    }
}
