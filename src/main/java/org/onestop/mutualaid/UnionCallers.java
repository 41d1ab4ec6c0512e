package org.onestop.mutualaid;

import java.util.Map;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.RefusalCode;

/** Who may change the fund and who may look, and what its tables' guards mean where two commands race. */
final class UnionCallers {

    private static final Map<String, RefusalCode> GUARDS = Map.of(
            "membership_one_standing", RefusalCode.MEMBER_ALREADY,
            "contribution_bank_reference_once", RefusalCode.BANK_REFERENCE_USED,
            "contribution_refund_bank_reference_once", RefusalCode.BANK_REFERENCE_USED);

    private UnionCallers() {}

    /** The kind of an operation, named in capitals. */
    static Commands.Kind kind(String operation) {
        return new Commands.Kind(operation, GUARDS);
    }

    static Map<String, RefusalCode> guards() {
        return GUARDS;
    }

    /** @throws org.onestop.refusal.RefusedException forbidden */
    static void change(Caller caller) {
        caller.require(Role.UNION_ADMIN);
    }

    /** @throws org.onestop.refusal.RefusedException forbidden */
    static Caller look(Caller caller) {
        caller.require(Role.UNION_ADMIN, Role.CIVIL_AFFAIRS_AUDITOR);
        return caller;
    }
}
