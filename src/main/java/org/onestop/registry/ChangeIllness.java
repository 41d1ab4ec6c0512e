package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;

/**
 * Says from when on a member counts as seriously ill (重病患者), or no longer does.
 *
 * @param from null means today
 */
record ChangeIllness(Boolean seriouslyIll, LocalDate from) {

    static ChangeIllness read(Fields fields) {
        return new ChangeIllness(fields.truth("seriouslyIll"), fields.optionalDate("from"));
    }
}
