package org.onestop.adjudication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.onestop.money.Money;
import org.onestop.refusal.RefusalCode;

/** What holds of one split under every policy, status and bill: the rule's section 8, numbers 1, 2 and 7. */
class SplitPropertiesTest {

    private static final int RUNS = 3_000;

    @Test
    void thePartsMakeUpTheTotal() {
        Dice.times(RUNS, dice -> {
            Situation one = Situation.of(dice, AnyBill.of(dice));
            one.whenAdjudicated(outcome -> {
                Split split = outcome.split();
                Money stated = Money.ZERO;
                for (BillLine line : one.bill().lines()) {
                    stated = stated.plus(line.amount());
                }
                assertEquals(stated, split.total());
                assertEquals(
                        stated, split.ownPay().plus(split.overCeiling()).plus(split.firstPay()).plus(split.inScope()));
                assertEquals(stated, split.fundTotal().plus(split.patientPays()));
            });
        });
    }

    @Test
    void thePartsOfALineMakeUpItsAmountAndHaveItsSign() {
        Dice.times(RUNS, dice -> {
            Situation one = Situation.of(dice, AnyBill.of(dice));
            one.whenAdjudicated(outcome -> {
                for (int i = 0; i < outcome.lines().size(); i++) {
                    LineScope scope = outcome.lines().get(i);
                    Money amount = one.bill().lines().get(i).amount();
                    List<Money> parts =
                            List.of(scope.ownPay(), scope.overCeiling(), scope.firstPay(), scope.inScope());
                    assertEquals(amount, parts.stream().reduce(Money.ZERO, Money::plus), scope::toString);
                    assertTrue(
                            parts.stream().allMatch(part -> part.fen() == 0
                                    || Long.signum(part.fen()) == Long.signum(amount.fen())),
                            scope::toString);
                }
            });
        });
    }

    @Test
    void nothingIsNegativeAndThePatientBearsWhatNoTierMayCover() {
        Dice.times(RUNS, dice -> {
            Situation one = Situation.of(dice, AnyBill.of(dice));
            one.whenAdjudicated(outcome -> {
                Split split = outcome.split();
                amounts(split).forEach(amount -> assertFalse(amount.isNegative(), split::toString));
                outcome.tiers().forEach(tier -> {
                    assertFalse(tier.deductible().isNegative(), tier::toString);
                    assertFalse(tier.eligible().isNegative(), tier::toString);
                    assertFalse(tier.capRemaining() != null && tier.capRemaining().isNegative(), tier::toString);
                    assertEquals(tier.base(), tier.deductible().plus(tier.eligible()), tier::toString);
                    assertTrue(tier.paid().compareTo(tier.eligible()) <= 0, tier::toString);
                });
                Money own = split.ownPay().plus(split.overCeiling());
                Money least = firstPayMayBeCovered(one.policy()) ? own : own.plus(split.firstPay());
                assertTrue(split.patientPays().compareTo(least) >= 0, split::toString);
                assertFalse(outcome.mutualAidExpected().isNegative());
                assertTrue(outcome.mutualAidExpected().compareTo(split.inScope()) <= 0);
            });
        });
    }

    @Test
    void noTierPaysMoreThanWhatIsLeft() {
        Dice.times(RUNS, dice -> {
            Situation one = Situation.of(dice, AnyBill.of(dice));
            one.whenAdjudicated(outcome -> {
                Split split = outcome.split();
                Money left = split.inScope().minus(split.basic());
                assertFalse(left.isNegative(), split::toString);
                Money pot = split.inScope().plus(firstPayMayBeCovered(one.policy()) ? split.firstPay() : Money.ZERO);
                assertTrue(split.fundTotal().compareTo(pot) <= 0, split::toString);
            });
        });
    }

    @Test
    void theOrderOfTheLinesPlaysNoPart() {
        Dice.times(RUNS, dice -> {
            Situation one = Situation.of(dice, AnyBill.of(dice));
            List<BillLine> shuffled = new ArrayList<>(one.bill().lines());
            Collections.shuffle(shuffled, new Random(dice.between(0, Integer.MAX_VALUE - 1)));
            Outcome again = one.with(AnyBill.with(one.bill(), shuffled)).outcome();
            if (one.outcome() instanceof Outcome.Refused refused) {
                assertEquals(refused, again);
            }
            one.whenAdjudicated(outcome -> {
                Outcome.Adjudicated other = assertInstanceOf(Outcome.Adjudicated.class, again);
                assertEquals(outcome.split(), other.split());
                assertEquals(outcome.tiers(), other.tiers());
                assertEquals(outcome.mutualAidExpected(), other.mutualAidExpected());
                assertEquals(outcome.accumulatorsAfter(), other.accumulatorsAfter());
            });
        });
    }

    @Test
    void aWholeBillRefundedLeavesNothingButTheAdmission() {
        Dice.times(RUNS, dice -> {
            Situation one = Situation.of(dice, AnyBill.ofCharges(dice));
            List<BillLine> lines = new ArrayList<>(one.bill().lines());
            one.bill().lines().forEach(line -> lines.add(AnyBill.refundOf(line, lines.size() + 1)));
            Situation refunded = one.with(AnyBill.with(one.bill(), lines));
            Outcome.Adjudicated outcome = assertInstanceOf(Outcome.Adjudicated.class, refunded.outcome());
            amounts(outcome.split()).forEach(amount -> assertEquals(Money.ZERO, amount));
            assertEquals(Money.ZERO, outcome.mutualAidExpected());
            Accumulators before = one.before();
            int admission = one.bill().encounterType() == EncounterType.INPATIENT ? 1 : 0;
            assertEquals(
                    new Accumulators(
                            before.admissions() + admission,
                            before.resident(),
                            before.employee(),
                            before.assistanceDeductible(),
                            before.assistancePaid(),
                            before.tiltThreshold(),
                            before.tiltPaid(),
                            before.mutualAidBurden()),
                    outcome.accumulatorsAfter());
        });
    }

    @Test
    void chargesAloneAreNeverRefused() {
        Dice.times(RUNS, dice -> assertInstanceOf(
                Outcome.Adjudicated.class, Situation.of(dice, AnyBill.ofCharges(dice)).outcome()));
    }

    @Test
    void partialRefundsAreRefusedForNothingButRounding() {
        Dice.times(RUNS, dice -> {
            if (Situation.of(dice, AnyBill.of(dice)).outcome() instanceof Outcome.Refused refused) {
                assertEquals(RefusalCode.REFUND_EXCEEDS_CHARGE, refused.refusal().code());
            }
        });
    }

    @Test
    void theSameInputGivesTheSameOutput() {
        Dice.times(RUNS, dice -> {
            Situation one = Situation.of(dice, AnyBill.of(dice));
            Outcome again = Adjudicator.adjudicate(one.policy(), one.patient(), one.before(), one.bill());
            if (one.outcome() instanceof Outcome.Refused) {
                assertEquals(one.outcome(), again);
            }
            one.whenAdjudicated(outcome -> {
                Outcome.Adjudicated other = assertInstanceOf(Outcome.Adjudicated.class, again);
                assertEquals(outcome.split(), other.split());
                assertEquals(outcome.lines(), other.lines());
                assertEquals(texts(outcome), texts(other));
                assertEquals(outcome.accumulatorsAfter(), other.accumulatorsAfter());
            });
        });
    }

    private static List<String> texts(Outcome.Adjudicated outcome) {
        return outcome.trace().stream()
                .map(step -> step.step() + step.formula() + step.textZh() + step.textEn() + step.result())
                .toList();
    }

    private static boolean firstPayMayBeCovered(Policy policy) {
        return policy.assistance().firstPayCounts().value()
                || policy.criticalIllness() instanceof CriticalIllnessPolicy.AccumulatedBurden burden
                        && burden.firstPayCounts().value();
    }

    private static List<Money> amounts(Split split) {
        return List.of(
                split.total(),
                split.ownPay(),
                split.overCeiling(),
                split.firstPay(),
                split.inScope(),
                split.basic(),
                split.criticalIllness(),
                split.medicalAssistance(),
                split.tiltAid(),
                split.patientPays());
    }
}
