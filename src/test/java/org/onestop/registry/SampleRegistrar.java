package org.onestop.registry;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** A keeper of the register, or whoever else looks at it, as the tests play one. */
public final class SampleRegistrar {

    private final String token;

    private SampleRegistrar(String token) {
        this.token = token;
    }

    /** A client of the sandbox. */
    static SampleRegistrar client(String clientId) {
        String token = given().auth().preemptive().basic(clientId, "sandbox-" + clientId)
                .formParam("grant_type", "client_credentials").post("/api/v1/token").then().statusCode(200)
                .extract().path("access_token");
        return new SampleRegistrar(token);
    }

    static SampleRegistrar community(String area, String subject) {
        return registrar(subject, Map.of("level", "COMMUNITY", "area", area));
    }

    static SampleRegistrar township(String area, String subject) {
        return registrar(subject, Map.of("level", "TOWNSHIP", "area", area));
    }

    static SampleRegistrar county(String area, Department department, String subject) {
        return registrar(subject, Map.of("level", "COUNTY", "area", area, "department", department.name()));
    }

    static SampleRegistrar auditor() {
        return of("civil-affairs-auditor", "auditor", Map.of());
    }

    static SampleRegistrar registrar(String subject, Map<String, String> claims) {
        return of("registrar", subject, claims);
    }

    /** Whoever a provider of tokens says it is. */
    static SampleRegistrar of(String role, String subject, Map<String, String> claims) {
        JwtClaimsBuilder token = Jwt.issuer("onestop").audience("onestop").subject(subject)
                .claim("client_id", "office").groups(role).expiresIn(600);
        claims.forEach(token::claim);
        return new SampleRegistrar(token.sign(
                ConfigProvider.getConfig().getValue("smallrye.jwt.sign.key.location", String.class)));
    }

    RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    /** Sends a command under a new key. */
    Response post(String path, Object body) {
        return post(UUID.randomUUID().toString(), path, body);
    }

    Response post(String key, String path, Object body) {
        return request().header("Idempotency-Key", key).body(body.toString()).post("/api/v1/" + path);
    }

    Response get(String path) {
        return given().header("Authorization", "Bearer " + token).get("/api/v1/" + path);
    }

    Response search(String body) {
        return request().body(body).post("/api/v1/households/search");
    }
}
