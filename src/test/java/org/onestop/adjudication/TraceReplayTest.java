package org.onestop.adjudication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/** The split can be worked out again by hand from the trace alone: the rule's section 7. */
class TraceReplayTest {

    private static final int RUNS = 3_000;
    private static final Pattern DECISION = Pattern.compile(".* → .*");
    private static final Pattern POINTS = Pattern.compile("rates \\+ (.*)");

    @Test
    void everyFormulaCalculatesToTheResultOfItsStep() {
        Dice.times(RUNS, dice -> {
            Situation one = Situation.of(dice, AnyBill.of(dice));
            one.whenAdjudicated(outcome -> outcome.trace().forEach(TraceReplayTest::calculates));
        });
    }

    private static void calculates(TraceStep step) {
        String formula = step.formula();
        if (DECISION.matcher(formula).matches()) {
            assertTrue(step.result() == null || formula.endsWith(" → " + step.result()), formula);
            return;
        }
        Set<Formula.Number> values = new HashSet<>();
        Formula.equations(arithmetic(formula)).forEach(equation -> values.add(equation.value()));
        assertTrue(step.result() == null || values.contains(number(step.result())), formula);
    }

    /** Without the clause that names a tilt's points, which is not an equation. */
    private static String arithmetic(String formula) {
        return formula.replaceAll("; rates \\+ .*", "");
    }

    @Test
    void everyNumberInAFormulaIsGivenOrWasCalculatedBefore() {
        Dice.times(RUNS, dice -> {
            Situation one = Situation.of(dice, AnyBill.of(dice));
            one.whenAdjudicated(outcome -> {
                Set<Formula.Number> known = given(one, outcome.split().total());
                outcome.trace().forEach(step -> follow(step, known));
            });
        });
    }

    private static void follow(TraceStep step, Set<Formula.Number> known) {
        String formula = step.formula();
        if (DECISION.matcher(formula).matches()) {
            learn(known, step.result());
            return;
        }
        for (String clause : formula.split("; ")) {
            var points = POINTS.matcher(clause);
            if (points.matches()) {
                raised(known, Formula.Number.of(points.group(1)));
            } else {
                Formula equation = Formula.equations(clause).get(0);
                known.addAll(equation.values());
                equation.operands().forEach(
                        number -> assertTrue(known.contains(number), () -> number + " comes from nowhere: " + formula));
            }
        }
        known.addAll(known.stream().map(Formula.Number::abs).toList());
    }

    private static void raised(Set<Formula.Number> known, Formula.Number points) {
        Formula.Number one = Formula.Number.of("1");
        List<Formula.Number> raised = known.stream()
                .map(rate -> rate.plus(points))
                .map(rate -> rate.isAtMost(one) ? rate : one)
                .toList();
        known.addAll(raised);
    }

    /** What a reader has in hand: the bill, the policy, the year so far, and the numbers 0, 1 and 2. */
    private static Set<Formula.Number> given(Situation one, Money total) {
        Set<Formula.Number> known = new HashSet<>();
        learn(known, List.of(total, 0, 1, 2, one.before().admissions() + 1));
        learn(known, List.of(one.policy(), one.before(), one.bill()));
        return known;
    }

    private static void learn(Set<Formula.Number> known, Object value) {
        if (value instanceof Money || value instanceof Ratio || value instanceof UnitPrice || value instanceof Quantity
                || value instanceof Integer) {
            known.add(Formula.Number.of(value.toString()).abs());
        } else if (value instanceof Collection<?> all) {
            learn(known, all.size());
            all.forEach(each -> learn(known, each));
        } else if (value instanceof Map<?, ?> all) {
            learn(known, all.values());
        } else if (value instanceof Record) {
            for (RecordComponent part : value.getClass().getRecordComponents()) {
                learn(known, component(value, part));
            }
        }
    }

    private static Object component(Object value, RecordComponent part) {
        try {
            return part.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyAmountOfTheSplitIsAResult() {
        Dice.times(RUNS, dice -> {
            Situation one = Situation.of(dice, AnyBill.of(dice));
            one.whenAdjudicated(outcome -> {
                Split split = outcome.split();
                told(outcome, Tier.SCOPE, split.ownPay(), split.overCeiling(), split.firstPay(), split.inScope());
                told(outcome, Tier.BASIC, split.basic());
                told(outcome, Tier.CRITICAL_ILLNESS, split.criticalIllness());
                told(outcome, Tier.MEDICAL_ASSISTANCE, split.medicalAssistance());
                told(outcome, Tier.TILT_AID, split.tiltAid());
                told(outcome, Tier.PATIENT, split.patientPays());
                told(outcome, Tier.MUTUAL_AID, outcome.mutualAidExpected());
            });
        });
    }

    /** Nothing need not be told. */
    private static void told(Outcome.Adjudicated outcome, Tier tier, Money... amounts) {
        Set<Formula.Number> values = new HashSet<>(Set.of(number(Money.ZERO)));
        outcome.trace().stream()
                .filter(step -> step.tier() == tier && !DECISION.matcher(step.formula()).matches())
                .flatMap(step -> Formula.equations(arithmetic(step.formula())).stream())
                .forEach(equation -> values.add(equation.value()));
        for (Money amount : amounts) {
            assertTrue(values.contains(number(amount)), () -> tier + " does not tell " + amount);
        }
    }

    @Test
    void theLastStepOfATierThatPaysTellsWhatItPays() {
        Dice.times(RUNS, dice -> Situation.of(dice, AnyBill.of(dice)).whenAdjudicated(outcome -> {
            for (TierResult tier : outcome.tiers()) {
                List<TraceStep> steps = outcome.trace().stream()
                        .filter(step -> step.tier() == tier.tier())
                        .toList();
                if (!tier.paid().isZero()) {
                    assertEquals(tier.paid(), steps.get(steps.size() - 1).result());
                }
            }
        }));
    }

    @Test
    void everyStepCanBeReadInBothLanguages() {
        Dice.times(RUNS, dice -> Situation.of(dice, AnyBill.of(dice)).whenAdjudicated(outcome -> {
            int number = 0;
            for (TraceStep step : outcome.trace()) {
                assertEquals(++number, step.step());
                for (String text : List.of(step.textZh(), step.textEn(), step.formula())) {
                    assertFalse(text.isBlank() || text.contains("null") || text.contains("{"), text);
                }
                assertTrue(step.textZh().codePoints().anyMatch(Character::isIdeographic), step.textZh());
                assertTrue(step.textEn().codePoints().noneMatch(Character::isIdeographic), step.textEn());
                assertFalse(step.rule().isBlank() || step.source().isBlank());
            }
        }));
    }

    private static Formula.Number number(Money amount) {
        return Formula.Number.of(amount.toString());
    }
}
