package org.onestop.sandbox;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.onestop.registry.CategoryPeriod;

/**
 * Makes up how some of the households came to their category: applications that were approved, some of them after a return,
 * others that were rejected before the household came in by another way, and a few that are still open.
 */
final class CityApplications {

    private static final LocalDate FIRST = LocalDate.of(2017, 2, 1);
    private static final int APPROVED = 50;
    private static final int REJECTED = 8;
    private static final int OPEN = 40;
    private static final int RETURNED = 80;
    private static final int[] REJECTED_AT = {400, 300, 300};
    private static final int[] OPEN_AT = {400, 350, 250};
    private static final int SHORTEST = 3;
    private static final int LONGEST = 45;
    private static final List<String> STEPS = List.of("INVESTIGATION", "REVIEW", "APPROVAL");

    private final LocalDate day;
    private final Draws draws;
    private final List<CityApplication> made = new ArrayList<>();

    CityApplications(LocalDate day, Draws draws) {
        this.day = day;
        this.draws = draws;
    }

    /** Of households that hold one category only, so that what is granted is all that they have. */
    List<CityApplication> of(List<CityHousehold> households) {
        for (CityHousehold household : households) {
            if (household.categories().size() == 1) {
                of(household, household.categories().get(0));
            }
        }
        return made;
    }

    private void of(CityHousehold household, CategoryPeriod category) {
        if (category.to() != null && category.to().isBefore(day)) {
            if (draws.chance(OPEN)) {
                made.add(open(household, category));
            }
        } else if (!category.from().isBefore(FIRST)) {
            if (!category.from().isAfter(day) && draws.chance(APPROVED)) {
                made.add(approved(household, category));
            } else if (draws.chance(REJECTED)) {
                made.add(rejected(household, category));
            }
        }
    }

    private CityApplication approved(CityHousehold household, CategoryPeriod category) {
        List<CityApplication.Step> steps = new ArrayList<>();
        boolean returned = draws.chance(RETURNED);
        List<Integer> days = days(returned ? 5 : 3, daysOfTheProcedure(household, category));
        if (returned) {
            steps.add(passed("INVESTIGATION", days.get(0)));
            steps.add(new CityApplication.Step("REVIEW", "RETURN", "INVESTIGATION", days.get(1)));
        }
        for (String step : STEPS) {
            steps.add(passed(step, days.get(steps.size())));
        }
        return new CityApplication(household, category, opened(household), 0, steps);
    }

    private CityApplication rejected(CityHousehold household, CategoryPeriod category) {
        int last = draws.weighted(REJECTED_AT);
        List<Integer> days = days(last + 1, daysOfTheProcedure(household, category));
        List<CityApplication.Step> steps = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            steps.add(passed(STEPS.get(i), days.get(i)));
        }
        steps.add(new CityApplication.Step(STEPS.get(last), "REJECT", null, days.get(last)));
        return new CityApplication(household, category, opened(household), 0, steps);
    }

    private CityApplication open(CityHousehold household, CategoryPeriod category) {
        int daysAgo = draws.between(SHORTEST, LONGEST);
        int taken = draws.weighted(OPEN_AT);
        List<Integer> days = days(taken, daysAgo);
        List<CityApplication.Step> steps =
                IntStream.range(0, taken).mapToObj(i -> passed(STEPS.get(i), days.get(i))).toList();
        return new CityApplication(household, category, null, daysAgo, steps);
    }

    private static CityApplication.Step passed(String step, int after) {
        return new CityApplication.Step(step, "PASS", null, after);
    }

    private static LocalDate opened(CityHousehold household) {
        return household.members().get(0).from();
    }

    private static int daysOfTheProcedure(CityHousehold household, CategoryPeriod category) {
        return (int) ChronoUnit.DAYS.between(opened(household), category.from());
    }

    /** So many days after the lodging, in order, none after the last. */
    private List<Integer> days(int number, int last) {
        return IntStream.range(0, number).mapToObj(i -> draws.between(1, last)).sorted().toList();
    }
}
