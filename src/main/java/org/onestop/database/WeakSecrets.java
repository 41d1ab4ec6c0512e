package org.onestop.database;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.onestop.start.StartRefusedException;

/**
 * With a database server of one's own there are real people's data: secrets that anybody might guess refuse the start. All
 * that are wrong are named at once, none is shown.
 */
final class WeakSecrets {

    private static final String OWNER_PASSWORD = "quarkus.flyway.password";
    private static final String SERVICE_PASSWORD = "quarkus.datasource.password";
    private static final String MIGRATES = "quarkus.flyway.migrate-at-start";
    private static final List<String> KEYS = List.of("onestop.identity.key", "onestop.identity.index-key");

    private static final int SHORTEST_PASSWORD = 12;

    /** What people put where a secret belongs, as parts of it. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "password", "passwd", "changeme", "change-me", "change_me", "secret", "example", "default", "postgres",
            "onestop", "sandbox", "123456", "qwerty", "letmein", "test", "admin");

    /** As the sandbox makes its clients' secrets, which anybody may read. */
    private static final String SANDBOX = "sandbox-";

    /** Beyond a placeholder a secret has this many characters, or it is one. */
    private static final int BEYOND_PLACEHOLDER = 12;

    /** Random text of the shortest length has more different characters than these. */
    private static final int FEWEST_CHARACTERS = 6;

    /** Thirty-two random bytes have 30 different ones; fewer than 20 once in thousands of millions of keys. */
    private static final int FEWEST_BYTES = 20;

    private final UnaryOperator<String> settings;
    private final Map<String, String> faults = new LinkedHashMap<>();

    private WeakSecrets(UnaryOperator<String> settings) {
        this.settings = settings;
    }

    /**
     * Refuses the start where a secret is weak.
     *
     * @param settings a setting's value by its name; null where it is not set
     * @throws StartRefusedException naming every such setting
     */
    static void check(UnaryOperator<String> settings) {
        WeakSecrets secrets = new WeakSecrets(settings);
        secrets.password(SERVICE_PASSWORD, "quarkus.datasource.username");
        // Whoever doesn't migrate at start gives any text.
        if (!"false".equals(settings.apply(MIGRATES))) {
            secrets.password(OWNER_PASSWORD, "quarkus.flyway.username");
        }
        secrets.password(RequiredSettings.FIRST_ADMIN_SECRET, RequiredSettings.FIRST_ADMIN_ID);
        KEYS.forEach(secrets::key);
        secrets.noneTwice();
        secrets.refuse();
    }

    private void password(String name, String owner) {
        String value = settings.apply(name);
        if (value == null || value.isBlank()) {
            return;
        }
        String role = Objects.toString(settings.apply(owner), "").toLowerCase(Locale.ROOT);
        String text = value.strip().toLowerCase(Locale.ROOT);
        if (text.length() < SHORTEST_PASSWORD) {
            fault(name, "少于" + SHORTEST_PASSWORD + "个字符 fewer than " + SHORTEST_PASSWORD + " characters");
        } else if (text.chars().distinct().count() < FEWEST_CHARACTERS) {
            fault(name, "字符单一 the same few characters");
        } else if (isPlaceholder(text, role)) {
            fault(name, "与角色名相同或是常见的占位词 the role's name, or a common placeholder");
        }
    }

    private static boolean isPlaceholder(String text, String role) {
        if (text.startsWith(SANDBOX)) {
            return true;
        }
        String rest = role.isEmpty() ? text : text.replace(role, "");
        for (String word : PLACEHOLDERS.stream().sorted((a, b) -> b.length() - a.length()).toList()) {
            rest = rest.replace(word, "");
        }
        return rest.length() < text.length() && rest.length() < BEYOND_PLACEHOLDER;
    }

    /** What is no key at all is told by whoever uses it. */
    private void key(String name) {
        byte[] key = decoded(settings.apply(name));
        if (key == null) {
            return;
        }
        boolean readable = true;
        for (byte each : key) {
            readable &= each >= ' ' && each <= '~';
        }
        if (isPatterned(key)) {
            fault(name, "有规律,不是随机数 a pattern, not random bytes");
        } else if (readable) {
            fault(name, "是文字,不是随机数 a text, not random bytes");
        }
    }

    private static boolean isPatterned(byte[] key) {
        Set<Byte> different = new TreeSet<>();
        Set<Byte> steps = new TreeSet<>();
        for (int i = 0; i < key.length; i++) {
            different.add(key[i]);
            if (i > 0) {
                steps.add((byte) (key[i] - key[i - 1]));
            }
        }
        return different.size() < FEWEST_BYTES || steps.size() < FEWEST_BYTES / 2;
    }

    private static byte[] decoded(String text) {
        try {
            byte[] key = text == null ? null : Base64.getDecoder().decode(text.strip());
            return key == null || key.length < FEWEST_BYTES ? null : key;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Two doors, two keys: who gets hold of one must not have the other. */
    private void noneTwice() {
        List<String> names = new ArrayList<>(KEYS);
        names.addAll(List.of(SERVICE_PASSWORD, RequiredSettings.FIRST_ADMIN_SECRET));
        if (!"false".equals(settings.apply(MIGRATES))) {
            names.add(OWNER_PASSWORD);
        }
        Map<String, List<String>> byValue = names.stream()
                .filter(name -> settings.apply(name) != null)
                .collect(Collectors.groupingBy(
                        name -> settings.apply(name).strip(), LinkedHashMap::new, Collectors.toList()));
        byValue.values().stream()
                .filter(same -> same.size() > 1)
                .flatMap(same -> same.stream().skip(1))
                .forEach(name -> fault(name, "与另一密钥相同 the same as another secret"));
    }

    private void fault(String name, String what) {
        faults.putIfAbsent(name, what);
    }

    private void refuse() {
        if (!faults.isEmpty()) {
            throw new StartRefusedException("密钥或口令过弱,src/main/docker/make-secrets可生成。"
                    + " Secrets are weak, src/main/docker/make-secrets makes good ones:"
                    + faults.entrySet().stream()
                            .map(each -> "\n  " + RequiredSettings.variable(each.getKey()) + "  " + each.getValue())
                            .collect(Collectors.joining()));
        }
    }
}
