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

    /** How many labels there are. */
    int size() {
        return bestFirst.size();
    }

    /** The category of the label in a place. */
    HardshipCategory category(int rank) {
        return bestFirst.get(rank).category();
    }

    /** The categories in the order of their places, for a statement. */
    String[] categories() {
        return bestFirst.stream().map(label -> label.category().name()).toArray(String[]::new);
    }

    /** The grades beside {@link #categories()}; empty where a category has none. */
    String[] grades() {
        return bestFirst.stream()
                .map(label -> label.grade() == null ? "" : label.grade().name())
                .toArray(String[]::new);
    }

    private static List<WorkerGrade> gradesOf(HardshipCategory category) {
        return category == HardshipCategory.WORKER
                ? List.of(WorkerGrade.values())
                : Arrays.asList((WorkerGrade) null);
    }

    /** All labels in the order of their places as one text, {@code /DESTITUTE-/DIBAO-/WORKER-DEEP/.../}, for a statement. */
    String text() {
        return bestFirst.stream()
                .map(label -> label.category() + "-" + (label.grade() == null ? "" : label.grade()))
                .collect(Collectors.joining("/", "/", "/"));
    }
}
