package org.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;

/**
 * Under which of its labels a household is counted on a day, so that it is counted once: the one with the best (lowest)
 * assistance class; of two with the same class the category that stands first; a label without a class comes last
 * (不重复统计,就高). The household counts as a whole, also where a category helps one member alone. Immutable.
 */
public final class LabelOrder {

    private final List<Label> bestFirst;

    private LabelOrder(List<Label> bestFirst) {
        this.bestFirst = List.copyOf(bestFirst);
    }

    /**
     * A label and the class that it leads to on the day.
     *
     * @param grade           of WORKER; null for the other categories
     * @param assistanceClass null where it has none
     */
    private record Label(HardshipCategory category, WorkerGrade grade, Integer assistanceClass) {

        static final Comparator<Label> BEST_FIRST = Comparator.comparing(
                        Label::assistanceClass, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Label::category)
                .thenComparing(Label::grade, Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    /** The order on a day. */
    public static LabelOrder on(LocalDate day, AssistanceClasses classes) {
        List<Label> labels = new ArrayList<>();
        for (HardshipCategory category : HardshipCategory.values()) {
            for (WorkerGrade grade : gradesOf(category)) {
                labels.add(new Label(category, grade, classes.of(category, grade, day).orElse(null)));
            }
        }
        labels.sort(Label.BEST_FIRST);
        return new LabelOrder(labels);
    }

    /** The one of several labels that counts; empty where there is none. */
    public Optional<CategoryPeriod> best(Collection<CategoryPeriod> labels) {
        return labels.stream().min(Comparator.comparingInt(each -> rank(each.category(), each.grade())));
    }

    /** The place of a label, 0 for the best. */
    public int rank(HardshipCategory category, WorkerGrade grade) {
        for (int rank = 0; rank < bestFirst.size(); rank++) {
            Label label = bestFirst.get(rank);
            if (label.category() == category && label.grade() == grade) {
                return rank;
            }
        }
        throw new IllegalArgumentException("no label: " + category + " " + grade);
    }

    /**
     * All labels in the order of their places as one text, {@code /DESTITUTE-/DIBAO-/WORKER-DEEP/.../}: of two labels the
     * one that stands further ahead is the better one.
     */
    String text() {
        return bestFirst.stream()
                .map(label -> label.category() + "-" + (label.grade() == null ? "" : label.grade()))
                .collect(Collectors.joining("/", "/", "/"));
    }

    /** The category of the label that a database finds at a position of {@link #text}, of which the first is 1. */
    HardshipCategory categoryAt(int position) {
        String text = text();
        return HardshipCategory.valueOf(text.substring(position, text.indexOf('-', position)));
    }

    private static List<WorkerGrade> gradesOf(HardshipCategory category) {
        return category == HardshipCategory.WORKER
                ? List.of(WorkerGrade.values())
                : Arrays.asList((WorkerGrade) null);
    }
}
