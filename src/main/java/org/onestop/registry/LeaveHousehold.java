package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;

/**
 * Ends a person's belonging to a household.
 *
 * @param lastDay the last day of belonging, for a death the day of it; null means today
 */
record LeaveHousehold(LeaveReason because, LocalDate lastDay) {

    static LeaveHousehold read(Fields fields) {
        LeaveReason because = fields.choice("because", LeaveReason.class);
        if (because == LeaveReason.CORRECTION) {
            fields.fault("because", FieldFault.Code.UNKNOWN_VALUE);
        }
        return new LeaveHousehold(because, fields.optionalDate("lastDay"));
    }
}
