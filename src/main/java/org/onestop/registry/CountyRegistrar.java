package org.onestop.registry;

import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Who may bring whole files into the register: a county's registrars. */
final class CountyRegistrar {

    private CountyRegistrar() {}

    /**
     * The registrar, if it is one of a county.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing, level-mismatch
     */
    static Registrar require(Caller caller) {
        Registrar who = caller.requireRegistrar();
        if (who.level() != Registrar.Level.COUNTY) {
            throw Refusal.of(RefusalCode.LEVEL_MISMATCH).asException();
        }
        return who;
    }
}
