package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;

/**
 * Suspends a person's insurance.
 *
 * @param from null means today
 * @param to   last day; null while it is not known
 */
record SuspendEnrolment(String idNumber, LocalDate from, LocalDate to) {

    static SuspendEnrolment read(Fields fields) {
        return new SuspendEnrolment(
                fields.text("idNumber", OpenEnrolment.ID_NUMBER), fields.optionalDate("from"), fields.optionalDate("to"));
    }
}
