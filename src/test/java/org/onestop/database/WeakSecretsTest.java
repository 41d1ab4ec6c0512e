package org.onestop.database;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.start.StartRefusedException;

/** What is taken for a secret on a database server of one's own. */
class WeakSecretsTest {

    private static final String SERVICE = "quarkus.datasource.password";
    private static final String OWNER = "quarkus.flyway.password";
    private static final String ADMIN = "onestop.first-admin.client-secret";
    private static final String KEY = "onestop.identity.key";
    private static final String INDEX_KEY = "onestop.identity.index-key";

    /** Passwords that can be guessed: too short, the role's name with something, placeholders, a few characters. */
    @ParameterizedTest
    @ValueSource(strings = {
        "bench", "onestop_service", "ONESTOP_SERVICE", "onestop_service1", "onestop_service_2026", "password1234", "changeme-changeme",
        "postgres-onestop", "secretsecretsecret", "aaaaaaaaaaaaaaaaaaaa", "1212121212121212", "sandbox-onestop-1", "Passw0rd"
    })
    void aPasswordThatCanBeGuessedIsRefused(String password) {
        assertEquals(List.of(SERVICE), refused(Map.of(SERVICE, password)));
        assertEquals(List.of(OWNER), refused(Map.of(OWNER, password.replace("service", "owner").replace("SERVICE", "OWNER"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system-admin", "system-admin-system-admin-system-admin", "sandbox-h52020100001", "secret-secret-secret-secret"})
    void soIsTheFirstClientsSecret(String secret) {
        assertEquals(List.of(ADMIN), refused(Map.of(ADMIN, secret)));
    }

    /** Bytes in hexadecimal: what is written over and over until there are 32 of them. */
    @ParameterizedTest
    @CsvSource({"00", "ff", "5a", "0001", "000102030405060708090a0b0c0d0e0f", "deadbeef", "00112233445566778899aabbccddeeff"})
    void aPatternIsNoKey(String pattern) {
        byte[] once = HexFormat.of().parseHex(pattern);
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = once[i % once.length];
        }
        assertEquals(List.of(KEY), refused(Map.of(KEY, Base64.getEncoder().encodeToString(key))));
    }

    @Test
    void countingIsNoKeyNorIsAText() {
        byte[] counted = new byte[32];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = (byte) (i * 3 + 7);
        }
        assertEquals(List.of(INDEX_KEY), refused(Map.of(INDEX_KEY, Base64.getEncoder().encodeToString(counted))));
        String text = Base64.getEncoder().encodeToString("thirty-two Bytes: quick Fox jump".getBytes());
        assertEquals(List.of(KEY), refused(Map.of(KEY, text)));
    }

    @Test
    void oneSecretForTwoDoorsIsRefused() {
        String same = secret();
        assertEquals(List.of(INDEX_KEY), refused(Map.of(KEY, same, INDEX_KEY, same)));
        assertEquals(List.of(OWNER), refused(Map.of(SERVICE, same, OWNER, same)));
        assertEquals(List.of(ADMIN), refused(Map.of(KEY, same, ADMIN, same)));
    }

    @Test
    void whoeverDoesNotMigrateAtStartNeedsNoOwnersPassword() {
        WeakSecrets.check(settings(Map.of(OWNER, "any", "quarkus.flyway.migrate-at-start", "false"))::get);
    }

    /** Random ones of the sizes that make-secrets makes, and shorter ones that a person's generator makes. */
    @RepeatedTest(200)
    void whatIsRandomIsTaken() {
        Map<String, String> good = settings(Map.of());
        assertDoesNotThrow(() -> WeakSecrets.check(good::get), good::toString);
        Map<String, String> shorter = settings(Map.of(SERVICE, secret().substring(0, 20)));
        assertDoesNotThrow(() -> WeakSecrets.check(shorter::get), shorter::toString);
    }

    /** Good settings but for those given; the names of those that are refused. */
    private static List<String> refused(Map<String, String> changed) {
        Map<String, String> settings = settings(changed);
        String said = assertThrows(StartRefusedException.class, () -> WeakSecrets.check(settings::get)).getMessage();
        changed.values().forEach(secret -> assertFalse(said.contains(secret), said));
        return settings.keySet().stream()
                .filter(name -> said.contains("\n  " + RequiredSettings.variable(name) + "  "))
                .toList();
    }

    private static Map<String, String> settings(Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.datasource.username", "onestop_service",
                "quarkus.flyway.username", "onestop_owner",
                "onestop.first-admin.client-id", "system-admin"));
        List.of(SERVICE, OWNER, ADMIN, KEY, INDEX_KEY).forEach(name -> settings.put(name, secret()));
        settings.putAll(changed);
        return settings;
    }

    private static String secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
