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
        requireBound(Role.HOSPITAL);
        return hospitalCode;
    }

    /**
     * What a caller of the role {@code registrar} is bound to.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, or binding-missing where a claim is missing or is none
     */
    public Registrar requireRegistrar() {
        requireBound(Role.REGISTRAR);
        Registrar.Level bound = level(level).orElseThrow();
        return new Registrar(bound, new Area(area), bound == Registrar.Level.COUNTY ? department : null);
    }

    private void requireBound(Role role) {
        require(role);
        if (missingClaim(role) != null) {
            throw bindingMissing(role);
        }
    }

    /** The claim that a role is bound by and that is missing or says nothing; null where none is. */
    String missingClaim(Role role) {
        return switch (role) {
            case HOSPITAL -> hospitalCode == null ? "hospital_code" : null;
            case REGISTRAR -> missingOfRegistrar();
            case UNION_ADMIN, CIVIL_AFFAIRS_AUDITOR, POLICY_ADMIN, SYSTEM_ADMIN -> null;
        };
    }

    private String missingOfRegistrar() {
        Optional<Registrar.Level> bound = level(level);
        if (bound.isEmpty()) {
            return "level";
        }
        if (area == null || Area.parse(area).isEmpty()) {
            return "area";
        }
        return bound.get() == Registrar.Level.COUNTY && department == null ? "department" : null;
    }

    private static Optional<Registrar.Level> level(String name) {
        return Arrays.stream(Registrar.Level.values())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** The refusal of a role whose binding is missing. */
    RuntimeException bindingMissing(Role role) {
        return Refusal.of(RefusalCode.BINDING_MISSING, Map.of("role", role.group(), "claim", missingClaim(role)))
                .asException();
    }
}
