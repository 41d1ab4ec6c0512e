package org.onestop.imports;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.ConfigProvider;

/** Whoever hands files in, as the tests play one. */
public final class SampleImporter {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String token;

    private SampleImporter(String token) {
        this.token = token;
    }

    static SampleImporter county(String area, String department) {
        return of("registrar", Map.of("level", "COUNTY", "area", area, "department", department));
    }

    /** Civil affairs of the district that the sandbox's people live in. */
    static SampleImporter civilAffairs() {
        return county("520201000000", "CIVIL_AFFAIRS");
    }

    public static SampleImporter of(String role, Map<String, String> claims) {
        return named("importer-" + role, role, claims);
    }

    static SampleImporter named(String clientId, String role, Map<String, String> claims) {
        JwtClaimsBuilder token = Jwt.issuer("onestop")
                .audience("onestop")
                .subject("somebody")
                .claim("client_id", clientId)
                .groups(role)
                .expiresIn(600);
        claims.forEach(token::claim);
        return new SampleImporter(token.sign(
                ConfigProvider.getConfig().getValue("smallrye.jwt.sign.key.location", String.class)));
    }

    String token() {
        return token;
    }

    RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token);
    }

    public Response get(String path) {
        return request().get("/api/v1/imports" + path);
    }

    Response post(String path, String key, byte[] file) {
        return request()
                .header("Idempotency-Key", key)
                .contentType("application/octet-stream")
                .body(file)
                .post("/api/v1/imports/" + path);
    }

    public Response post(String path, byte[] file) {
        return post(path, UUID.randomUUID().toString(), file);
    }

    /** Hands a file in; the job's id. */
    String handIn(String path, byte[] file) {
        return post(path, file).then().statusCode(202).extract().path("id");
    }

    /** Hands a file in and waits for its job's end. */
    public JsonPath done(String path, byte[] file) {
        return ended(handIn(path, file));
    }

    public JsonPath done(String path, String csv) {
        return done(path, csv.getBytes(StandardCharsets.UTF_8));
    }

    /** A job when it has ended. */
    public JsonPath ended(String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonPath job = job(id);
            if (!List.of("QUEUED", "RUNNING").contains(job.getString("state"))) {
                return job;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return fail("the job does not end: " + get("/" + id).asString());
    }

    JsonPath job(String id) {
        return get("/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** The report of rejected rows, without its header and its mark. */
    public List<String> errors(String id) {
        byte[] report = get("/" + id + "/errors").then().statusCode(200).extract().asByteArray();
        List<String> lines = new String(report, StandardCharsets.UTF_8).lines().toList();
        assertEquals("\uFEFFrow,column,列名,code,说明,explanation", lines.get(0));
        return lines.subList(1, lines.size());
    }

    Response cancel(String id) {
        return request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/imports/" + id + "/cancellation");
    }

    /** Rows read, added, changed, unchanged and rejected. */
    public static String counts(JsonPath job) {
        return String.join(
                " ",
                job.getString("rowsRead"),
                job.getString("rowsAdded"),
                job.getString("rowsChanged"),
                job.getString("rowsUnchanged"),
                job.getString("rowsRejected"));
    }
}
