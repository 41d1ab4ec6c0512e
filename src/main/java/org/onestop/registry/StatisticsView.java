package org.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.onestop.adjudication.HardshipCategory;

/**
 * The register on one day.
 *
 * @param area       of which it is told, 12 digits
 * @param total      each household once
 * @param categories each household once, under its best label; all categories in their order
 * @param divisions  the same by division of residence on that day; households without a residence on record that day
 *     stand last, under a division without code
 * @param labels     each household under every label that it holds: these do not add up to the total
 * @param population what the shares are shares of; null where no source tells it
 */
record StatisticsView(
        LocalDate asOf,
        String area,
        Share total,
        List<CategoryShare> categories,
        List<DivisionCount> divisions,
        List<CategoryCount> labels,
        PopulationBase population) {

    /** Households and persons, and their shares of the population, rounded half up to four decimals; null without a base. */
    record Share(long households, long persons, String shareOfHouseholds, String shareOfPersons) {

        static Share of(Count count, PopulationBase base) {
            return new Share(
                    count.households(),
                    count.persons(),
                    base == null ? null : Quotients.share(count.households(), base.households()),
                    base == null ? null : Quotients.share(count.persons(), base.persons()));
        }
    }

    /** As {@link Share}, of one category. */
    record CategoryShare(
            HardshipCategory category,
            long households,
            long persons,
            String shareOfHouseholds,
            String shareOfPersons) {

        static CategoryShare of(HardshipCategory category, Count count, PopulationBase base) {
            Share share = Share.of(count, base);
            return new CategoryShare(
                    category,
                    share.households(),
                    share.persons(),
                    share.shareOfHouseholds(),
                    share.shareOfPersons());
        }
    }

    /** Households and persons of one category. */
    record CategoryCount(HardshipCategory category, long households, long persons) {}

    /**
     * Households and persons of one division.
     *
     * @param division six digits, the code that it had on that day; null for households without a residence
     * @param name     null where the code is not known
     */
    record DivisionCount(
            String division, String name, long households, long persons, List<CategoryCount> categories) {}

    /** Households and persons. */
    record Count(long households, long persons) {

        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(households + other.households, persons + other.persons);
        }
    }
}
