package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.http.Fields;

/**
 * Enrols a person in a scheme.
 *
 * @param workingStatus null for residents
 * @param from          null means today
 */
record OpenEnrolment(String idNumber, String name, Scheme scheme, WorkingStatus workingStatus, LocalDate from) {

    static final int ID_NUMBER = 64;
    private static final int NAME = 200;

    static OpenEnrolment read(Fields fields) {
        return new OpenEnrolment(
                fields.text("idNumber", ID_NUMBER),
                fields.text("name", NAME),
                fields.choice("scheme", Scheme.class),
                fields.optionalChoice("workingStatus", WorkingStatus.class),
                fields.optionalDate("from"));
    }
}
