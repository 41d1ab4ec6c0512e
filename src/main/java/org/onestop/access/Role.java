package org.onestop.access;

import java.util.Locale;

/** The roles, least privilege each; their names in tokens are in lower case with hyphens. */
public enum Role {
    HOSPITAL,
    REGISTRAR,
    UNION_ADMIN,
    CIVIL_AFFAIRS_AUDITOR,
    POLICY_ADMIN,
    SYSTEM_ADMIN;

    /** The name in a token's {@code groups}, such as {@code civil-affairs-auditor}. */
    public String group() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Role ofGroup(String group) {
        for (Role role : values()) {
            if (role.group().equals(group)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role: " + group);
    }
}
