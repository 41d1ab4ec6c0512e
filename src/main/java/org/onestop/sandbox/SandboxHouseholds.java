package org.onestop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestop.access.Area;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.registry.CategoryPeriod;
import org.onestop.registry.Department;
import org.onestop.registry.LabelOrder;

/** The households of the sandbox's own people, as the register's statistics count them. */
final class SandboxHouseholds {

    private final List<Household> households;

    private SandboxHouseholds(List<Household> households) {
        this.households = List.copyOf(households);
    }

    /** One household with its categories in force on the day, and how many persons belong to it. */
    private record Household(String division, List<CategoryPeriod> inForce, int persons) {}

    /** Those of the sandbox's data on a day. */
    static SandboxHouseholds on(LocalDate day, JsonNode sandbox) {
        Map<String, List<JsonNode>> files = new TreeMap<>();
        for (JsonNode person : sandbox.get("people")) {
            if (!person.get("household").isNull()) {
                files.computeIfAbsent(SandboxData.text(person.get("household"), "fileNo"), file -> new ArrayList<>())
                        .add(person.get("household"));
            }
        }
        List<Household> households = new ArrayList<>();
        for (List<JsonNode> members : files.values()) {
            JsonNode first = members.get(0);
            String division = new Area(SandboxData.text(first, "area")).division();
            households.add(new Household(division, inForce(first.get("categories"), day), members.size()));
        }
        return new SandboxHouseholds(households);
    }

    /** How many count under a category in a division; in all divisions where that is null. */
    CityFigures.Count of(HardshipCategory category, String division, LabelOrder order) {
        return households.stream()
                .filter(each -> division == null || division.equals(each.division()))
                .filter(each -> order.best(each.inForce())
                        .filter(best -> best.category() == category)
                        .isPresent())
                .map(each -> new CityFigures.Count(1, each.persons()))
                .reduce(CityFigures.Count.NONE, CityFigures.Count::plus);
    }

    private static List<CategoryPeriod> inForce(JsonNode categories, LocalDate day) {
        List<CategoryPeriod> inForce = new ArrayList<>();
        for (JsonNode each : categories) {
            CategoryPeriod period = period(each);
            if (!day.isBefore(period.from()) && (period.to() == null || !day.isAfter(period.to()))) {
                inForce.add(period);
            }
        }
        return inForce;
    }

    /** A category as the sandbox's data has it. */
    static CategoryPeriod period(JsonNode json) {
        HardshipCategory category = HardshipCategory.valueOf(SandboxData.text(json, "category"));
        String grade = SandboxData.text(json, "grade");
        return new CategoryPeriod(
                category,
                grade == null ? null : WorkerGrade.valueOf(grade),
                Department.owning(category),
                SandboxData.date(json, "from"),
                SandboxData.date(json, "to"));
    }
}
