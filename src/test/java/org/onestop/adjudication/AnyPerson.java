package org.onestop.adjudication;

import java.util.ArrayList;
import java.util.List;
import org.onestop.money.Money;

/** Any person on a benefit date, and any year so far. */
public final class AnyPerson {

    private AnyPerson() {}

    public static PatientStatus of(Dice dice, Scheme scheme) {
        Integer given = dice.percent(50) ? dice.between(1, 4) : null;
        return of(dice, scheme, given);
    }

    /**
     * With a class given outright.
     *
     * @param assistanceClass null lets labels decide
     */
    public static PatientStatus of(Dice dice, Scheme scheme, Integer assistanceClass) {
        WorkingStatus working = scheme == Scheme.EMPLOYEE ? dice.of(WorkingStatus.values()) : null;
        boolean member = dice.percent(60);
        return new PatientStatus(scheme, working, labels(dice), assistanceClass, member, member && dice.percent(80));
    }

    private static List<HardshipLabel> labels(Dice dice) {
        List<HardshipLabel> labels = new ArrayList<>();
        for (int n = dice.of(0, 1, 1, 1, 2, 3); n > 0; n--) {
            HardshipCategory category = dice.of(HardshipCategory.values());
            WorkerGrade grade = category == HardshipCategory.WORKER ? dice.of(WorkerGrade.values()) : null;
            labels.add(new HardshipLabel(category, grade, dice.percent(40)));
        }
        return labels;
    }

    /** From an untouched year to one in which every limit may have been passed. */
    public static Accumulators year(Dice dice) {
        if (dice.percent(20)) {
            return Accumulators.NONE;
        }
        return new Accumulators(
                dice.between(0, 5),
                scheme(dice),
                scheme(dice),
                dice.money(4_000),
                dice.money(25_000),
                dice.money(6_000),
                dice.money(25_000),
                dice.money(200_000));
    }

    private static SchemeAccumulators scheme(Dice dice) {
        Money chronic = dice.money(9_000);
        return new SchemeAccumulators(
                chronic.plus(dice.money(60_000)),
                dice.money(90_000),
                dice.money(400),
                dice.money(9_000),
                dice.money(400),
                chronic,
                dice.money(120_000),
                dice.money(90_000));
    }
}
