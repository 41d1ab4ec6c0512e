package org.onestop.registry;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;

/**
 * Looks a person's insurance up.
 *
 * @param asOf    the day that the periods must cover; null for all of them
 * @param knownAt as the register knew it then; null means now
 * @param purpose what for; null where the caller does not say
 */
record SearchEnrolments(String idNumber, LocalDate asOf, OffsetDateTime knownAt, String purpose) {

    private static final int MOMENT = 40;

    static SearchEnrolments read(Fields fields) {
        String purpose = Purpose.read(fields);
        return new SearchEnrolments(
                fields.text("idNumber", OpenEnrolment.ID_NUMBER),
                fields.optionalDate("asOf"),
                moment(fields, fields.optionalText("knownAt", MOMENT)),
                purpose);
    }

    private static OffsetDateTime moment(Fields fields, String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            return fields.fault("knownAt", FieldFault.Code.INVALID_DATE);
        }
    }
}
