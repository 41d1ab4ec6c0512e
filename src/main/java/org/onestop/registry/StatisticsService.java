package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.RegisterCount.Tally;
import org.onestop.registry.StatisticsView.CategoryCount;
import org.onestop.registry.StatisticsView.CategoryShare;
import org.onestop.registry.StatisticsView.Count;
import org.onestop.registry.StatisticsView.DivisionCount;
import org.onestop.registry.StatisticsView.Share;

/** Tells how many households and persons the register holds on a day. */
@ApplicationScoped
class StatisticsService {

    private final RegisterCount register;
    private final Populations populations;
    private final Divisions divisions;
    private final AssistanceClasses classes;

    StatisticsService(
            RegisterCount register, Populations populations, Divisions divisions, AssistanceClasses classes) {
        this.register = register;
        this.populations = populations;
        this.divisions = divisions;
        this.classes = classes;
    }

    StatisticsView on(LocalDate day, Scope scope) {
        List<Tally> tallies = register.on(day, LabelOrder.on(day, classes), scope);
        PopulationBase base = populations.of(scope.area(), day).orElse(null);
        List<CategoryShare> categories = Arrays.stream(HardshipCategory.values())
                .map(each -> CategoryShare.of(each, sum(tallies, of(each).and(Tally::disjoint)), base))
                .toList();
        List<CategoryCount> labels = Arrays.stream(HardshipCategory.values())
                .map(each -> count(each, sum(tallies, of(each).and(tally -> !tally.disjoint()))))
                .toList();
        return new StatisticsView(
                day,
                scope.area().code(),
                Share.of(sum(tallies, Tally::disjoint), base),
                categories,
                divisions(day, scope, tallies),
                labels,
                base);
    }

    private List<DivisionCount> divisions(LocalDate day, Scope scope, List<Tally> tallies) {
        Map<String, Predicate<Tally>> wanted = new TreeMap<>();
        for (String code : codes(day, scope, tallies)) {
            wanted.put(code, tally -> tally.disjoint() && divisions.onDay(tally.division(), day).equals(code));
        }
        List<DivisionCount> counts = new ArrayList<>();
        wanted.forEach((code, within) -> counts.add(division(code, tallies, within)));
        if (tallies.stream().anyMatch(tally -> tally.disjoint() && tally.division().isEmpty())) {
            counts.add(division(null, tallies, tally -> tally.disjoint() && tally.division().isEmpty()));
        }
        return counts;
    }

    /** Those of the day that lie in the area, and whatever else occurs. */
    private TreeSet<String> codes(LocalDate day, Scope scope, List<Tally> tallies) {
        TreeSet<String> codes = new TreeSet<>();
        divisions.all().values().stream()
                .filter(division -> division.coversDay(day) && touches(scope, division.code()))
                .forEach(division -> codes.add(division.code()));
        tallies.stream()
                .filter(tally -> tally.disjoint() && !tally.division().isEmpty())
                .forEach(tally -> codes.add(divisions.onDay(tally.division(), day)));
        return codes;
    }

    private static boolean touches(Scope scope, String code) {
        return scope.isEverything()
                || scope.prefixes().stream().anyMatch(prefix -> prefix.startsWith(code) || code.startsWith(prefix));
    }

    private DivisionCount division(String code, List<Tally> tallies, Predicate<Tally> within) {
        Count total = sum(tallies, within);
        List<CategoryCount> categories = Arrays.stream(HardshipCategory.values())
                .map(each -> count(each, sum(tallies, within.and(of(each)))))
                .toList();
        Divisions.Division known = code == null ? null : divisions.all().get(code);
        return new DivisionCount(
                code, known == null ? null : known.name(), total.households(), total.persons(), categories);
    }

    private static Predicate<Tally> of(HardshipCategory category) {
        return tally -> tally.category() == category;
    }

    private static CategoryCount count(HardshipCategory category, Count count) {
        return new CategoryCount(category, count.households(), count.persons());
    }

    private static Count sum(List<Tally> tallies, Predicate<Tally> wanted) {
        return tallies.stream()
                .filter(wanted)
                .map(tally -> new Count(tally.households(), tally.persons()))
                .reduce(Count.NONE, Count::plus);
    }
}
