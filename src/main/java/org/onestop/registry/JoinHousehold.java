package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;

/**
 * Counts a person to a household.
 *
 * @param from null means today
 */
record JoinHousehold(MemberForm member, LocalDate from) {

    static JoinHousehold read(Fields fields) {
        return new JoinHousehold(MemberForm.read(fields, ""), fields.optionalDate("from"));
    }
}
