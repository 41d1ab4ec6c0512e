package org.onestop.access;

import java.util.Map;
import java.util.Set;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Who calls, as the token says.
 *
 * @param clientId     not null
 * @param groups       names of roles; not null
 * @param hospitalCode what the role {@code hospital} is bound to; null where the token does not say
 * @param level        of a registrar; null where the token does not say
 * @param department   of a registrar; null where the token does not say
 * @param area         of a registrar; null where the token does not say
 */
public record Caller(
        String clientId, Set<String> groups, String hospitalCode, String level, String department, String area) {

    public boolean is(Role role) {
        return groups.contains(role.group());
    }

    /**
     * Refuses a caller that has none of the roles.
     *
     * @throws org.onestop.refusal.RefusedException forbidden
     */
    public void require(Role... roles) {
        for (Role role : roles) {
            if (is(role)) {
                return;
            }
        }
        throw Refusal.of(RefusalCode.FORBIDDEN).asException();
    }

    /**
     * The hospital that a caller of that role is bound to.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, or binding-missing
     */
    public String requireHospital() {
        require(Role.HOSPITAL);
        if (hospitalCode == null) {
            throw Refusal.of(
                            RefusalCode.BINDING_MISSING,
                            Map.of("role", Role.HOSPITAL.group(), "claim", "hospital_code"))
                    .asException();
        }
        return hospitalCode;
    }
}
