package org.onestop.adjudication;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which assistance class (救助类别) a person is in, and why: of several labels the best class counts, nothing is added up
 * (就高不重复).
 *
 * @param assistanceClass 1..4; null where none applies
 * @param used            the label that counts, or, where none leads to a class, the first one; null where there is
 *     none
 * @param labels          every label held
 * @param reason          why
 */
public record Classification(
        Integer assistanceClass, HardshipLabel used, List<HardshipLabel> labels, Reason reason) {

    /** Why a person is in a class, or in none. */
    public enum Reason {
        /** The best class of the labels held. */
        BEST_LABEL,
        /** The class was given outright. */
        GIVEN,
        /** No approved household. */
        NO_HOUSEHOLD,
        /** The category has no class of its own. */
        NO_CLASS_OF_ITS_OWN,
        /** The category covers only the member named as seriously ill. */
        ONLY_SERIOUSLY_ILL
    }

    private static final Comparator<HardshipLabel> ORDER = Comparator.comparing(HardshipLabel::category)
            .thenComparing(label -> label.grade() == null ? -1 : label.grade().ordinal())
            .thenComparing(label -> !label.seriouslyIll());

    /** Classifies a person under a policy. */
    public static Classification of(AssistancePolicy policy, PatientStatus patient) {
        if (patient.classOverride() != null) {
            return new Classification(patient.classOverride(), null, patient.labels(), Reason.GIVEN);
        }
        List<HardshipLabel> labels = patient.labels();
        if (labels.isEmpty()) {
            return new Classification(null, null, labels, Reason.NO_HOUSEHOLD);
        }
        labels = labels.size() == 1 ? labels : labels.stream().sorted(ORDER).toList();
        Classification best = null;
        for (HardshipLabel label : labels) {
            Classification one = of(policy, label, labels);
            if (best == null || one.isBetterThan(best)) {
                best = one;
            }
        }
        return best;
    }

    private boolean isBetterThan(Classification other) {
        if (assistanceClass == null) {
            return false;
        }
        return other.assistanceClass == null || assistanceClass < other.assistanceClass;
    }

    private static Classification of(AssistancePolicy policy, HardshipLabel label, List<HardshipLabel> labels) {
        Optional<AssistancePolicy.CategoryClass> row = policy.categoryClass().value().stream()
                .filter(each -> each.category() == label.category() && each.grade() == label.grade())
                .findFirst();
        if (row.isEmpty() || row.get().assistanceClass() == null) {
            return new Classification(null, label, labels, Reason.NO_CLASS_OF_ITS_OWN);
        }
        if (row.get().seriouslyIllOnly() && !label.seriouslyIll()) {
            return new Classification(null, label, labels, Reason.ONLY_SERIOUSLY_ILL);
        }
        return new Classification(row.get().assistanceClass(), label, labels, Reason.BEST_LABEL);
    }
}
