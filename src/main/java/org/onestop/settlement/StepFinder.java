package org.onestop.settlement;

import java.util.List;
import org.onestop.adjudication.Tier;
import org.onestop.adjudication.TraceStep;
import org.onestop.money.Money;

/** Tells which step of a reasoning an amount comes from. */
final class StepFinder {

    private final List<TraceStep> trace;

    StepFinder(List<TraceStep> trace) {
        this.trace = trace;
    }

    /** The step of a number from 1; null where there is none. */
    StoredDifference.Step at(int number) {
        return number < 1 || number > trace.size() ? null : step(trace.get(number - 1));
    }

    /**
     * The last step of the amount's tier that results in it, or else the tier's last step.
     *
     * @param name as a column or as a member of the answer
     * @param fen  as it comes out
     * @return null where the tier has no step
     */
    StoredDifference.Step of(String name, long fen) {
        Tier tier = tier(name);
        TraceStep last = null;
        for (int i = trace.size() - 1; i >= 0; i--) {
            TraceStep each = trace.get(i);
            if (each.tier() == tier && Money.ofFen(fen).equals(each.result())) {
                return step(each);
            }
            last = last == null && each.tier() == tier ? each : last;
        }
        return last == null ? null : step(last);
    }

    private static StoredDifference.Step step(TraceStep step) {
        return new StoredDifference.Step(step.step(), step.tier(), step.rule());
    }

    private static Tier tier(String name) {
        String plain = name.replace("_", "").toLowerCase(java.util.Locale.ROOT);
        return switch (plain) {
            case "total", "ownpay", "overceiling", "firstpay", "inscope" -> Tier.SCOPE;
            case "criticalillness", "criticalbase", "criticalpaid" -> Tier.CRITICAL_ILLNESS;
            case "medicalassistance", "assistancedeductible", "assistancepaid" -> Tier.MEDICAL_ASSISTANCE;
            case "tiltaid", "tiltthreshold", "tiltpaid" -> Tier.TILT_AID;
            case "patientpays", "fundtotal" -> Tier.PATIENT;
            case "mutualaidexpected", "mutualaidburden", "expected" -> Tier.MUTUAL_AID;
            default -> Tier.BASIC;
        };
    }
}
