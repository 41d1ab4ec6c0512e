package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;

/**
 * Puts right the day on which a member is said to have died.
 *
 * @param diedOn null where the person has not died
 */
record CorrectDeath(LocalDate diedOn, String reason) {

    static CorrectDeath read(Fields fields) {
        return new CorrectDeath(fields.optionalDate("diedOn"), fields.prose("reason", TakeStep.OPINION));
    }
}
