package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;

/** Ends the suspension of a person's insurance. */
record EndSuspension(String idNumber, LocalDate lastDay) {

    static EndSuspension read(Fields fields) {
        return new EndSuspension(fields.text("idNumber", OpenEnrolment.ID_NUMBER), fields.date("lastDay"));
    }
}
