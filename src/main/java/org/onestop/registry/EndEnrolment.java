package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;

/** Ends a person's insurance. */
record EndEnrolment(String idNumber, LocalDate lastDay, EnrolmentEnd reason) {

    static EndEnrolment read(Fields fields) {
        String idNumber = fields.text("idNumber", OpenEnrolment.ID_NUMBER);
        LocalDate lastDay = fields.date("lastDay");
        EnrolmentEnd reason = fields.choice("reason", EnrolmentEnd.class);
        if (reason == EnrolmentEnd.REPLACED) {
            // Said by the service alone, where another period follows.
            fields.fault("reason", FieldFault.Code.UNKNOWN_VALUE);
        }
        return new EndEnrolment(idNumber, lastDay, reason);
    }
}
