package org.onestop.sandbox;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.onestop.registry.CategoryPeriod;

/**
 * A made-up application of a household for a category.
 *
 * @param wanted   what is granted where it is approved
 * @param lodgedOn null where it is still open: that one is lodged some days before the city is built
 * @param daysAgo  how many; 0 unless it is still open
 * @param steps    taken so far, in order
 */
record CityApplication(
        CityHousehold household, CategoryPeriod wanted, LocalDate lodgedOn, int daysAgo, List<Step> steps) {

    CityApplication {
        steps = List.copyOf(steps);
    }

    /**
     * A step, as the procedure names its parts.
     *
     * @param returnTo null unless the result is a return
     * @param after    days after the lodging
     */
    record Step(String step, String result, String returnTo, int after) {}

    boolean isApproved() {
        return steps.stream().anyMatch(each -> each.step().equals("APPROVAL") && each.result().equals("PASS"));
    }

    /** The day of the lodging, seen from the day on which the city is built. */
    LocalDate lodged(LocalDate today) {
        return lodgedOn == null ? today.minusDays(daysAgo) : lodgedOn;
    }

    /** The day of a step; what falls on a weekend was done on the Friday before, if the application was there already. */
    LocalDate day(Step step, LocalDate today) {
        LocalDate lodged = lodged(today);
        LocalDate day = lodged.plusDays(step.after());
        int beyondFriday = Math.max(0, day.getDayOfWeek().getValue() - DayOfWeek.FRIDAY.getValue());
        LocalDate friday = day.minusDays(beyondFriday);
        return friday.isBefore(lodged) ? lodged : friday;
    }
}
