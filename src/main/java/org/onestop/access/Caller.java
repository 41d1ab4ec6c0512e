package org.onestop.access;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Who calls, as the token says.
 *
 * @param clientId     not null
 * @param subject      the person or machine behind the client, as the token's issuer names it; not null
 * @param groups       names of roles; not null
 * @param hospitalCode what the role {@code hospital} is bound to; null where the token does not say
 * @param level        of a registrar; null where the token does not say
 * @param department   of a registrar; null where the token does not say
 * @param area         of a registrar; null where the token does not say
 */
public record Caller(
        String clientId,
        String subject,
        Set<String> groups,
        String hospitalCode,
        String level,
        String department,
        String area) {

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

    /**
     * What a caller of the role {@code registrar} is bound to.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, or binding-missing where a claim is missing or is none
     */
    public Registrar requireRegistrar() {
        require(Role.REGISTRAR);
        Registrar.Level bound = level(level).orElseThrow(() -> bindingMissing("level"));
        Area within = Optional.ofNullable(area).flatMap(Area::parse).orElseThrow(() -> bindingMissing("area"));
        if (bound == Registrar.Level.COUNTY && department == null) {
            throw bindingMissing("department");
        }
        return new Registrar(bound, within, bound == Registrar.Level.COUNTY ? department : null);
    }

    private static Optional<Registrar.Level> level(String name) {
        return Arrays.stream(Registrar.Level.values())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    private static RuntimeException bindingMissing(String claim) {
        return Refusal.of(RefusalCode.BINDING_MISSING, Map.of("role", Role.REGISTRAR.group(), "claim", claim))
                .asException();
    }
}
