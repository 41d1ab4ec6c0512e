package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;

/**
 * Lodges an application again that was returned to the applicant.
 *
 * @param lodgedOn null means today
 */
record ResubmitApplication(String statement, LocalDate lodgedOn) {

    static ResubmitApplication read(Fields fields) {
        return new ResubmitApplication(
                fields.prose("statement", LodgeApplication.STATEMENT), fields.optionalDate("lodgedOn"));
    }
}
