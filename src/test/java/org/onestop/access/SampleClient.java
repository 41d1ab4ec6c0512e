package org.onestop.access;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Whoever a provider of tokens says it is, as the tests play one. */
public final class SampleClient {

    private final String token;

    private SampleClient(String token) {
        this.token = token;
    }

    /** A client of a role that is bound to nothing. */
    public static SampleClient of(Role role) {
        return of(role, Map.of());
    }

    public static SampleClient of(Role role, Map<String, String> claims) {
        JwtClaimsBuilder token = Jwt.issuer("onestop").audience("onestop").subject(role.group() + "-1")
                .claim("client_id", role.group()).groups(role.group()).expiresIn(600);
        claims.forEach(token::claim);
        return new SampleClient(
                token.sign(ConfigProvider.getConfig().getValue("smallrye.jwt.sign.key.location", String.class)));
    }

    /** Somebody whom a provider of tokens knows and who has no role here. */
    static SampleClient withoutRole() {
        return new SampleClient(Jwt.issuer("onestop").audience("onestop").subject("guest").claim("client_id", "guest")
                .expiresIn(600).sign(ConfigProvider.getConfig().getValue("smallrye.jwt.sign.key.location", String.class)));
    }

    public static SampleClient hospital(String code) {
        return of(Role.HOSPITAL, Map.of("hospital_code", code));
    }

    /** A registrar at county level. */
    public static SampleClient county(String department, String area) {
        return of(Role.REGISTRAR, Map.of("level", "COUNTY", "area", area, "department", department));
    }

    /** A registrar below county level. */
    public static SampleClient registrar(String level, String area) {
        return of(Role.REGISTRAR, Map.of("level", level, "area", area));
    }

    String token() {
        return token;
    }

    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token);
    }

    /** Sends a command under a new key. */
    public Response post(String path, String body) {
        return post(UUID.randomUUID().toString(), path, body);
    }

    public Response post(String key, String path, String body) {
        return request().contentType("application/json").header("Idempotency-Key", key).body(body).post("/api/v1/" + path);
    }

    /** Sends a question that has a body. */
    public Response ask(String path, String body) {
        return request().contentType("application/json").body(body).post("/api/v1/" + path);
    }

    public Response get(String path) {
        return request().get("/api/v1/" + path);
    }
}
