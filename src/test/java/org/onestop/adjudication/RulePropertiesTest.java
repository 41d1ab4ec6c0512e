package org.onestop.adjudication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.onestop.money.Money;

/**
 * What holds for every policy, person and bill (src/docs/adjudication.md, invariants). The seed of a failure is printed;
 * {@code -Donestop.test.seed=} runs it again.
 */
class RulePropertiesTest {

    private static final int RUNS = 4_000;

    @Test
    void theEngineAgreesWithThePlainRuleThroughAWholeYear() {
        int[] settled = {0};
        forEachSeed(seed -> {
            RandomCases cases = new RandomCases(seed);
            Accumulators year = Accumulators.NONE;
            Scheme scheme = cases.oneOf(List.of(Scheme.values()));
            Policy policy = cases.policy(scheme);
            PatientStatus patient = cases.patient(scheme);
            for (int i = 0; i < 8; i++) {
                patient = cases.below(4) == 0 ? cases.patient(scheme) : patient;
                Bill bill = cases.bill(true);
                if (!(Adjudicator.adjudicate(policy, patient, year, bill) instanceof Outcome.Adjudicated outcome)) {
                    continue;
                }
                PlainRule plain = new PlainRule(policy, patient, PlainRule.map(year), bill);
                assertEquals(plain.split, split(outcome), () -> "split, seed " + seed);
                assertEquals(plain.year, PlainRule.map(outcome.accumulatorsAfter()), () -> "year, seed " + seed);
                year = outcome.accumulatorsAfter();
                settled[0]++;
            }
        });
        assertTrue(settled[0] > RUNS, () -> "only " + settled[0] + " bills were settled at all");
    }

    @Test
    void everyAmountAddsUpAndNoneIsNegative() {
        forEachOutcome((seed, policy, outcome) -> {
            Split split = outcome.split();
            assertEquals(split.total(), sum(split.ownPay(), split.overCeiling(), split.firstPay(), split.inScope()));
            assertEquals(split.total(), sum(split.fundTotal(), split.patientPays()));
            split(outcome).forEach((name, amount) -> assertTrue(amount.signum() >= 0, () -> name + " of seed " + seed));
            boolean covered = policy.assistance().firstPayCounts().value()
                    || policy.criticalIllness() instanceof CriticalIllnessPolicy.AccumulatedBurden form
                            && form.firstPayCounts().value();
            Money least = covered ? sum(split.ownPay(), split.overCeiling())
                    : sum(split.ownPay(), split.overCeiling(), split.firstPay());
            assertTrue(split.patientPays().compareTo(least) >= 0, () -> "patient of seed " + seed);
        });
    }

    @Test
    void noPaymentPassesTheCapInForce() {
        forEachSeed(seed -> {
            RandomCases cases = new RandomCases(seed);
            Scheme scheme = cases.oneOf(List.of(Scheme.values()));
            Policy policy = cases.policy(scheme);
            Accumulators year = Accumulators.NONE;
            for (int i = 0; i < 8; i++) {
                PatientStatus patient = cases.patient(scheme);
                if (!(Adjudicator.adjudicate(policy, patient, year, cases.bill(false)) instanceof Outcome.Adjudicated after)) {
                    continue;
                }
                Integer one = after.classification().assistanceClass();
                Accumulators now = after.accumulatorsAfter();
                if (one != null) {
                    within(seed, policy.assistance().annualCap().value().get(one).amount(),
                            year.assistancePaid(), now.assistancePaid());
                }
                YearlyCap pool = policy.basic().annualCap().value();
                boolean onCost = pool.convention() == YearlyCap.Convention.COST;
                within(seed, pool.amount(),
                        onCost ? year.of(scheme).basicCost() : year.of(scheme).basicPaid(),
                        onCost ? now.of(scheme).basicCost() : now.of(scheme).basicPaid());
                within(seed, policy.basic().chronic().cap().value().amount(),
                        year.of(scheme).chronicPaid(), now.of(scheme).chronicPaid());
                year = now;
            }
        });
    }

    /** What is paid so far may stand above a cap that a change of class lowered; then nothing more is paid. */
    private static void within(long seed, Money cap, Money before, Money after) {
        if (cap != null) {
            assertTrue(after.compareTo(before.max(cap)) <= 0, () -> after + " passes " + cap + ", seed " + seed);
        }
    }

    @Test
    void theOrderOfLinesDoesNotMatter() {
        forEachSeed(seed -> {
            RandomCases cases = new RandomCases(seed);
            Policy policy = cases.policy(Scheme.RESIDENT);
            PatientStatus patient = cases.patient(Scheme.RESIDENT);
            Bill bill = cases.bill(true);
            Bill other = new Bill(
                    bill.encounterType(), bill.admittedOn(), bill.benefitDate(), bill.level(), bill.place(), bill.referral(),
                    cases.shuffled(bill.lines()));
            Outcome one = Adjudicator.adjudicate(policy, patient, Accumulators.NONE, bill);
            Outcome two = Adjudicator.adjudicate(policy, patient, Accumulators.NONE, other);
            assertEquals(one instanceof Outcome.Refused, two instanceof Outcome.Refused, () -> "seed " + seed);
            if (one instanceof Outcome.Adjudicated first && two instanceof Outcome.Adjudicated second) {
                assertEquals(first.split(), second.split(), () -> "seed " + seed);
                assertEquals(first.accumulatorsAfter(), second.accumulatorsAfter(), () -> "seed " + seed);
            }
        });
    }

    @Test
    void theSameInputGivesTheSameOutput() {
        forEachSeed(seed -> {
            Outcome first = outcome(new RandomCases(seed));
            Outcome again = outcome(new RandomCases(seed));
            assertEquals(describe(first), describe(again), () -> "seed " + seed);
        });
    }

    private static Outcome outcome(RandomCases cases) {
        return Adjudicator.adjudicate(
                cases.policy(Scheme.RESIDENT), cases.patient(Scheme.RESIDENT), Accumulators.NONE, cases.bill(true));
    }

    private static String describe(Outcome outcome) {
        return outcome instanceof Outcome.Adjudicated decided
                ? decided.split() + " " + decided.trace().stream().map(step -> step.formula() + step.textZh()).toList()
                : outcome.toString();
    }

    /** Where no cap binds and the status stays, tier 2's total of the year depends on the sum of its bases alone. */
    @Test
    void tierTwoDependsOnTheSumOfItsBasesAlone() {
        int[] compared = {0};
        forEachSeed(seed -> {
            RandomCases cases = new RandomCases(seed);
            Policy policy = cases.policy(Scheme.RESIDENT);
            if (!(policy.criticalIllness() instanceof CriticalIllnessPolicy.AccumulatedBurden form)
                    || form.annualCap().value().amount() != null) {
                return;
            }
            PatientStatus patient = cases.patient(Scheme.RESIDENT);
            Accumulators year = Accumulators.NONE;
            for (int i = 0; i < 5; i++) {
                if (Adjudicator.adjudicate(policy, patient, year, cases.bill(false)) instanceof Outcome.Adjudicated after) {
                    year = after.accumulatorsAfter();
                }
            }
            SchemeAccumulators own = year.resident();
            BigDecimal atOnce = benefit(policy, patient, own.criticalBase());
            assertEquals(atOnce, PlainRule.yuan(own.criticalPaid()), () -> "seed " + seed);
            compared[0] += own.criticalPaid().isPositive() ? 1 : 0;
        });
        assertTrue(compared[0] > 100, () -> "only " + compared[0] + " years had something to compare");
    }

    /** The benefit of a burden that comes as one bill: class A, nothing paid by tier 1. */
    private static BigDecimal benefit(Policy policy, PatientStatus patient, Money burden) {
        BasicPolicy none = policy.basic();
        OutpatientPolicy uncovered = new OutpatientPolicy(
                new Parameter<>("none", java.time.LocalDate.MIN, "", false), null, null, null);
        BasicPolicy basic = new BasicPolicy(none.inpatientDeductible(), none.inpatientRate(), none.extraFirstPay(),
                none.repeatAdmission(), none.deductibleWaived(), none.bandBasis(),
                new Parameter<>("none", java.time.LocalDate.MIN, "", new YearlyCap(YearlyCap.Convention.PAYMENT, Money.ZERO)),
                none.classBFirstPay(), uncovered, uncovered);
        Policy alone = new Policy(policy.scheme(), basic, policy.criticalIllness(), policy.assistance(), policy.mutualAid());
        org.onestop.money.UnitPrice price = new org.onestop.money.UnitPrice(burden.fen() * 10_000);
        BillLine line = new BillLine(1, "ONE", new org.onestop.money.Quantity(10_000), price, burden, null, null,
                new ItemTerms(CatalogueClass.A, null, null));
        Bill bill = new Bill(EncounterType.INPATIENT, java.time.LocalDate.of(2023, 6, 1), java.time.LocalDate.of(2023, 6, 30),
                HospitalLevel.LEVEL_1, Place.LOCAL, null, List.of(line));
        Outcome outcome = Adjudicator.adjudicate(alone, patient, Accumulators.NONE, bill);
        return PlainRule.yuan(((Outcome.Adjudicated) outcome).split().criticalIllness());
    }

    /** Somebody with a calculator gets every result from what stands before it, and the split from the results. */
    @Test
    void theSplitCanBeCalculatedFromTheTraceAlone() {
        forEachOutcome((seed, policy, outcome) -> {
            for (TraceStep step : outcome.trace()) {
                assertNull(FormulaCheck.fault(step.formula()), () -> "seed " + seed);
                assertTrue(!step.textZh().contains("{") && !step.textEn().contains("{"), step::textZh);
            }
            TraceStep last = outcome.trace().stream().filter(step -> step.tier() == Tier.PATIENT).findFirst().orElseThrow();
            assertEquals(outcome.split().patientPays(), last.result(), () -> "seed " + seed);
            for (TierResult tier : outcome.tiers()) {
                boolean told = tier.paid().isZero() || outcome.trace().stream()
                        .anyMatch(step -> step.tier() == tier.tier() && tier.paid().equals(step.result()));
                assertTrue(told, () -> tier.tier() + " pays " + tier.paid() + " and the trace does not say so, seed " + seed);
            }
        });
    }

    @Test
    void whatIsGivenBackWholeCostsNothing() {
        forEachSeed(seed -> {
            RandomCases cases = new RandomCases(seed);
            Policy policy = cases.policy(Scheme.RESIDENT);
            List<BillLine> lines = new java.util.ArrayList<>(cases.lines(false));
            for (BillLine line : List.copyOf(lines)) {
                lines.add(new BillLine(lines.size() + 1, line.itemCode(),
                        new org.onestop.money.Quantity(-line.quantity().tenThousandths()), line.unitPrice(),
                        line.amount().negated(), null, line.declared(), line.listed()));
            }
            Bill bill = cases.bill(EncounterType.OUTPATIENT, HospitalLevel.LEVEL_1, Place.LOCAL, lines);
            Outcome outcome = Adjudicator.adjudicate(policy, cases.patient(Scheme.RESIDENT), Accumulators.NONE, bill);
            assertTrue(outcome instanceof Outcome.Adjudicated, () -> outcome + ", seed " + seed);
            split((Outcome.Adjudicated) outcome).forEach((name, amount) -> {
                assertEquals(0, amount.signum(), () -> name + ", seed " + seed);
            });
        });
    }

    private interface OutcomeCheck {
        void check(long seed, Policy policy, Outcome.Adjudicated outcome);
    }

    private static void forEachOutcome(OutcomeCheck check) {
        int[] settled = {0};
        forEachSeed(seed -> {
            RandomCases cases = new RandomCases(seed);
            Scheme scheme = cases.oneOf(List.of(Scheme.values()));
            Policy policy = cases.policy(scheme);
            Accumulators year = Accumulators.NONE;
            for (int i = 0; i < 3; i++) {
                Outcome outcome = Adjudicator.adjudicate(policy, cases.patient(scheme), year, cases.bill(false));
                if (outcome instanceof Outcome.Adjudicated adjudicated) {
                    check.check(seed, policy, adjudicated);
                    year = adjudicated.accumulatorsAfter();
                    settled[0]++;
                }
            }
        });
        assertTrue(settled[0] > RUNS / 2, () -> "only " + settled[0] + " bills were settled at all");
    }

    private static void forEachSeed(LongConsumer check) {
        Long given = Long.getLong("onestop.test.seed");
        for (int i = 0; i < (given == null ? RUNS : 1); i++) {
            long seed = given == null ? ThreadLocalRandom.current().nextLong() : given;
            try {
                check.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Donestop.test.seed=" + seed, e);
            }
        }
    }

    private static Map<String, BigDecimal> split(Outcome.Adjudicated outcome) {
        Split split = outcome.split();
        Map<String, BigDecimal> map = new TreeMap<>();
        map.put("total", PlainRule.yuan(split.total()));
        map.put("ownPay", PlainRule.yuan(split.ownPay()));
        map.put("overCeiling", PlainRule.yuan(split.overCeiling()));
        map.put("firstPay", PlainRule.yuan(split.firstPay()));
        map.put("inScope", PlainRule.yuan(split.inScope()));
        map.put("basic", PlainRule.yuan(split.basic()));
        map.put("critical", PlainRule.yuan(split.criticalIllness()));
        map.put("assistance", PlainRule.yuan(split.medicalAssistance()));
        map.put("tilt", PlainRule.yuan(split.tiltAid()));
        map.put("patient", PlainRule.yuan(split.patientPays()));
        map.put("mutualAid", PlainRule.yuan(outcome.mutualAidExpected()));
        return map;
    }

    private static Money sum(Money... amounts) {
        Money sum = Money.ZERO;
        for (Money amount : amounts) {
            sum = sum.plus(amount);
        }
        return sum;
    }
}
