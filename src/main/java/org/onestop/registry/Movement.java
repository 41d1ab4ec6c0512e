package org.onestop.registry;

import java.time.YearMonth;
import java.util.List;
import org.onestop.adjudication.HardshipCategory;

/**
 * Who came into a category in a month and who went out of it, each household and each person counted once, under the best
 * label. What is compared is the state at the end of the month with that at the end of the month before, so that
 * {@code count before + in - out = count after}; what came and went within one month does not show. Who changes the category
 * goes out of one and comes into the other; who moves into or out of the area comes and goes.
 *
 * @param categories all of them in their order
 */
record Movement(YearMonth month, List<Flow> categories) {

    /** The movement of one category. */
    record Flow(
            HardshipCategory category,
            long householdsIn,
            long householdsOut,
            long personsIn,
            long personsOut) {

        static Flow none(HardshipCategory category) {
            return new Flow(category, 0, 0, 0, 0);
        }

        Flow plus(Flow other) {
            return new Flow(
                    category,
                    householdsIn + other.householdsIn,
                    householdsOut + other.householdsOut,
                    personsIn + other.personsIn,
                    personsOut + other.personsOut);
        }
    }
}
