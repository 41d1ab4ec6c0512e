package org.onestop.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The roles of every operation, by its id in the interface document: {@code access/operations.properties}. Immutable. */
final class OperationRoles {

    private static final String FILE = "/access/operations.properties";

    /** In place of roles: no token is needed. */
    private static final String EVERYBODY = "everybody";

    private final Map<String, Set<Role>> roles = new HashMap<>();

    private OperationRoles(Properties lines) {
        for (String operation : lines.stringPropertyNames()) {
            roles.put(operation, Collections.unmodifiableSet(read(lines.getProperty(operation))));
        }
    }

    /** What this program was built with. */
    static OperationRoles shipped() {
        try (InputStream file = OperationRoles.class.getResourceAsStream(FILE);
                Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            Properties lines = new Properties();
            lines.load(text);
            return new OperationRoles(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " could not be read", e);
        }
    }

    /** The operations that have a line. */
    Set<String> operations() {
        return new TreeSet<>(roles.keySet());
    }

    /** The roles that may call an operation; none where it has no line. */
    Set<Role> of(String operation) {
        return roles.getOrDefault(operation, Set.of());
    }

    private static Set<Role> read(String names) {
        if (names.equals(EVERYBODY)) {
            return EnumSet.allOf(Role.class);
        }
        EnumSet<Role> found = EnumSet.noneOf(Role.class);
        for (String name : names.split(",")) {
            found.add(Role.ofGroup(name.strip()));
        }
        return found;
    }
}
