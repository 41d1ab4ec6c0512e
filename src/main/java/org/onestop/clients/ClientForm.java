package org.onestop.clients;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.onestop.access.Area;
import org.onestop.access.Clients;
import org.onestop.access.Registrar;
import org.onestop.access.Role;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;

/**
 * A client to be registered, as the request names it. What a role is bound to has to be there; what it isn't bound to is an
 * unknown field.
 */
record ClientForm(Clients.Registration registration, String secret) {

    /** A part of an address, too. */
    static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    static final int LONGEST_SECRET = 128;
    private static final int NAME = 64;
    private static final int AREA = 12;

    /** The departments that approve, at county level. */
    private enum Department {
        CIVIL_AFFAIRS,
        HOUSING,
        UNION
    }

    static ClientForm read(Fields fields) {
        String clientId = fields.text("clientId", NAME);
        if (clientId != null && !ID.matcher(clientId).matches()) {
            fields.fault("clientId", FieldFault.Code.INVALID_TEXT);
        }
        Role role = role(fields);
        String hospital = role == Role.HOSPITAL ? fields.text("hospitalCode", NAME) : null;
        Registrar.Level level = role == Role.REGISTRAR ? fields.choice("level", Registrar.Level.class) : null;
        String area = role == Role.REGISTRAR ? area(fields) : null;
        Department department =
                level == Registrar.Level.COUNTY ? fields.choice("department", Department.class) : null;
        return new ClientForm(
                new Clients.Registration(
                        clientId,
                        role,
                        hospital,
                        level == null ? null : level.name(),
                        department == null ? null : department.name(),
                        area),
                fields.text("secret", LONGEST_SECRET));
    }

    /** By its name in tokens. */
    private static Role role(Fields fields) {
        String group = fields.text("role", NAME);
        if (group == null) {
            return null;
        }
        return Arrays.stream(Role.values())
                .filter(role -> role.group().equals(group))
                .findFirst()
                .orElseGet(() -> fields.fault("role", FieldFault.Code.UNKNOWN_VALUE));
    }

    private static String area(Fields fields) {
        String area = fields.text("area", AREA);
        if (area != null && Area.parse(area).isEmpty()) {
            fields.fault("area", FieldFault.Code.INVALID_TEXT);
        }
        return area;
    }
}
