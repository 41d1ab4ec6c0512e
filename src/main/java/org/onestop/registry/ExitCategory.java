package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;

/**
 * Ends a category outside of a review.
 *
 * @param lastDay on which it is still held; null means today
 */
record ExitCategory(String reason, LocalDate lastDay) {

    static ExitCategory read(Fields fields) {
        return new ExitCategory(fields.prose("reason", TakeStep.OPINION), fields.optionalDate("lastDay"));
    }
}
