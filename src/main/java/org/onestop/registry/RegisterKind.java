package org.onestop.registry;

import java.util.Map;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.RefusalCode;

/** The kinds of commands of the register, and what its tables' guards mean where two of them race. */
final class RegisterKind {

    static final Map<String, RefusalCode> GUARDS = Map.of(
            "household_pkey", RefusalCode.HOUSEHOLD_EXISTS,
            "household_member_one_household", RefusalCode.PERSON_IN_ANOTHER_HOUSEHOLD,
            "open_application_file_no_category_key", RefusalCode.APPLICATION_ALREADY_OPEN,
            "household_category_once", RefusalCode.CATEGORY_IN_FORCE,
            "enrolment_one_scheme", RefusalCode.PERIOD_OVERLAP,
            "enrolment_suspension_once", RefusalCode.PERIOD_OVERLAP);

    private RegisterKind() {}

    /** The kind of an operation, named in capitals. */
    static Commands.Kind of(String operation) {
        return new Commands.Kind(operation, GUARDS);
    }
}
