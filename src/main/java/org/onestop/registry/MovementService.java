package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.Movement.Flow;
import org.onestop.registry.MovementReader.Interval;

/** Tells month by month who came into a category and who went out of it. */
@ApplicationScoped
class MovementService {

    private final MovementReader register;
    private final AssistanceClasses classes;

    MovementService(MovementReader register, AssistanceClasses classes) {
        this.register = register;
        this.classes = classes;
    }

    /** What was asked for and what moved. */
    record MovementsView(YearMonth from, YearMonth to, String area, List<Movement> months) {}

    /**
     * The movements of the months from one to another, both included.
     *
     * @param today of the present month what has moved until today
     */
    MovementsView between(YearMonth from, YearMonth to, LocalDate today, Scope scope) {
        List<Interval> intervals = new ArrayList<>();
        LocalDate before = from.atDay(1).minusDays(1);
        LabelOrder orderBefore = LabelOrder.on(before, classes);
        for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            LocalDate after = month.atEndOfMonth().isAfter(today) ? today : month.atEndOfMonth();
            LabelOrder orderAfter = LabelOrder.on(after, classes);
            intervals.add(new Interval(month, before, orderBefore, after, orderAfter));
            before = after;
            orderBefore = orderAfter;
        }
        Map<Integer, List<Flow>> flows = register.in(intervals, scope);
        List<Movement> months = intervals.stream()
                .map(interval -> new Movement(interval.month(), sums(flows.get(interval.number()))))
                .toList();
        return new MovementsView(from, to, scope.area().code(), months);
    }

    private static List<Flow> sums(List<Flow> pieces) {
        return Arrays.stream(HardshipCategory.values())
                .map(category -> pieces.stream()
                        .filter(piece -> piece.category() == category)
                        .reduce(Flow.none(category), Flow::plus))
                .toList();
    }
}
