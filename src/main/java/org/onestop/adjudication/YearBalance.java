package org.onestop.adjudication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onestop.money.Money;
import org.onestop.money.Rounding;

/**
 * What is spent and what is left of each deductible and cap of a person's year, under the policy and class of one date.
 *
 * @param name  as in the accumulators, such as {@code basicPaid}
 * @param limit the deductible or cap; null where there is none
 * @param used  not null
 * @param left  null where there is no limit
 */
public record YearBalance(String name, Money limit, Money used, Money left) {

    /** Every deductible and cap that can be told without a bill. */
    public static List<YearBalance> of(
            Policy policy, Classification classification, Scheme scheme, Accumulators year) {
        SchemeAccumulators own = year.of(scheme);
        List<YearBalance> all = new ArrayList<>();
        YearlyCap pool = policy.basic().annualCap().value();
        boolean cost = pool.convention() == YearlyCap.Convention.COST;
        all.add(line(cost ? "basicCost" : "basicPaid", pool.amount(), cost ? own.basicCost() : own.basicPaid()));
        outpatient(all, "outpatient", policy.basic().outpatient(), own.outpatientDeductible(), own.outpatientPaid());
        outpatient(all, "chronic", policy.basic().chronic(), own.chronicDeductible(), own.chronicPaid());
        critical(all, policy.criticalIllness(), classification, own);
        if (classification.assistanceClass() != null) {
            assistance(all, policy.assistance(), classification.assistanceClass(), year);
        }
        return all;
    }

    private static void outpatient(
            List<YearBalance> all, String name, OutpatientPolicy cover, Money deductible, Money paid) {
        if (cover.covered().value()) {
            all.add(line(name + "Deductible", cover.deductible().value(), deductible));
            all.add(line(name + "Paid", cover.cap().value().amount(), paid));
        }
    }

    private static void critical(
            List<YearBalance> all, CriticalIllnessPolicy policy, Classification found, SchemeAccumulators own) {
        Money cap = policy.annualCap().value().amount();
        if (policy instanceof CriticalIllnessPolicy.AccumulatedBurden burden) {
            CriticalIllnessPolicy.Tilt tilt = burden.tilt().value();
            boolean tilted = found.assistanceClass() != null && tilt.classes().contains(found.assistanceClass());
            Money full = burden.deductible().value();
            Money deductible = tilted
                    ? tilt.deductibleFactor().of(full, Rounding.HALF_UP_TO_FEN)
                    : full;
            all.add(line("criticalDeductible", deductible, own.criticalBase().min(deductible)));
            cap = tilted && tilt.capLifted() ? null : cap;
        }
        all.add(line("criticalPaid", cap, own.criticalPaid()));
    }

    private static void assistance(List<YearBalance> all, AssistancePolicy policy, int assistanceClass, Accumulators year) {
        Map<Integer, Money> deductible = policy.deductible().value();
        all.add(line("assistanceDeductible", deductible.get(assistanceClass), year.assistanceDeductible()));
        all.add(line(
                "assistancePaid", policy.annualCap().value().get(assistanceClass).amount(), year.assistancePaid()));
        AssistancePolicy.TiltAid tilt = policy.tiltAid().value().get(assistanceClass);
        if (tilt != null) {
            all.add(line("tiltThreshold", tilt.threshold(), year.tiltThreshold()));
            all.add(line("tiltPaid", tilt.cap(), year.tiltPaid()));
        }
    }

    private static YearBalance line(String name, Money limit, Money used) {
        return new YearBalance(name, limit, used, limit == null ? null : Room.left(limit, used));
    }
}
