package org.onestop.access;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A Keycloak of the tests' own: unpacked by Maven below target, with the realm of src/test/resources/keycloak, on loopback.
 * It ends with the tests. The passwords are made anew each time.
 */
public class KeycloakServer implements QuarkusTestResourceLifecycleManager {

    private static final Path UNPACKED = Path.of("target/keycloak");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String SECRET = UUID.randomUUID().toString();

    private static String base;
    private Process process;

    @Override
    public Map<String, String> start() {
        try {
            begin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String realm = base + "/realms/onestop";
        return Map.of(
                "onestop.token.issuer", realm,
                "onestop.token.client-id-claim", "azp",
                "mp.jwt.verify.publickey.location", realm + "/protocol/openid-connect/certs",
                "smallrye.jwt.jwks.refresh-interval", "1",
                "smallrye.jwt.jwks.forced-refresh-interval", "1");
    }

    private void begin() throws IOException {
        Path home;
        try (Stream<Path> unpacked = Files.list(UNPACKED)) {
            home = unpacked.filter(each -> each.getFileName().toString().startsWith("keycloak-")).findFirst().orElseThrow();
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path imports = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(imports.resolve("realm.json"), Files.readString(Path.of("src/test/resources/keycloak/realm.json")));
        Path output = Path.of("target/keycloak/output.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", home.resolve("bin/kc.sh").toAbsolutePath().toString(), "start-dev", "--http-host=127.0.0.1",
                        "--http-port=" + port, "--cache=local", "--db=dev-mem", "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", SECRET);
        builder.environment().put("ONESTOP_TEST_SECRET", SECRET);
        process = builder.start();
        base = "http://127.0.0.1:" + port;
        Instant late = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(late)) {
                String said = Files.readString(output);
                stop();
                throw new IllegalStateException("Keycloak did not start:\n" + said);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isReady() {
        try {
            HttpRequest look =
                    HttpRequest.newBuilder(URI.create(base + "/realms/onestop/.well-known/openid-configuration")).build();
            return HttpClient.newHttpClient().send(look, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.onExit().join();
        }
    }

    /** A token by client credentials. */
    static String token(String client) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", client)
                .formParam("client_secret", SECRET)
                .post(base + "/realms/onestop/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Has the realm sign by a new key, and forget the one before if it is told to. */
    static void exchangeKey(boolean forgetOld) {
        String admin = given().formParam("grant_type", "password")
                .formParam("client_id", "admin-cli")
                .formParam("username", "admin")
                .formParam("password", SECRET)
                .post(base + "/realms/master/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        String realm = base + "/admin/realms/onestop";
        String components = realm + "/components";
        String id = given().header("Authorization", "Bearer " + admin).get(realm).then().statusCode(200).extract().path("id");
        java.util.List<String> before = given().header("Authorization", "Bearer " + admin)
                .get(components + "?type=org.keycloak.keys.KeyProvider").then().statusCode(200)
                .extract().path("findAll { it.providerId == 'rsa-generated' }.id");
        given().header("Authorization", "Bearer " + admin)
                .contentType("application/json")
                .body("{\"name\":\"another\",\"providerId\":\"rsa-generated\",\"providerType\":\"org.keycloak.keys.KeyProvider\","
                        + "\"parentId\":\"" + id + "\",\"config\":{\"priority\":[\"" + (200 + before.size()) + "\"]}}")
                .post(components)
                .then()
                .statusCode(201);
        if (forgetOld) {
            before.forEach(each -> given().header("Authorization", "Bearer " + admin)
                    .delete(components + "/" + each).then().statusCode(204));
        }
    }
}
