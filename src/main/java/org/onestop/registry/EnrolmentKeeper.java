package org.onestop.registry;

import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.access.Role;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Who keeps persons' insurance here: the county's civil affairs (民政). The medical insurance office, which enrols people,
 * has no role in this service; civil affairs pay the contributions of the poor and get the office's lists, so the periods
 * come in through their hands.
 */
final class EnrolmentKeeper {

    private EnrolmentKeeper() {}

    /**
     * The registrar, if it is one of those.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing, level-mismatch, department-mismatch
     */
    static Registrar require(Caller caller) {
        Registrar who = caller.requireRegistrar();
        if (who.level() != Registrar.Level.COUNTY) {
            throw Refusal.of(RefusalCode.LEVEL_MISMATCH).asException();
        }
        if (!Department.CIVIL_AFFAIRS.name().equals(who.department())) {
            throw Refusal.of(RefusalCode.DEPARTMENT_MISMATCH).asException();
        }
        return who;
    }

    /** Refuses whoever may not even read. */
    static void requireReader(Caller caller) {
        if (!caller.is(Role.CIVIL_AFFAIRS_AUDITOR)) {
            require(caller);
        }
    }
}
