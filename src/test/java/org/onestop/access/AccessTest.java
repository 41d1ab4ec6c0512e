package org.onestop.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and how those who don't are told. */
@QuarkusTest
class AccessTest {

    private static final String PATH = "/api/v1/settlements?billNo=1";

    @ConfigProperty(name = "smallrye.jwt.sign.key.location")
    String signingKey;

    @Inject
    Clients clients;

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic aGlz", "bearer", "Token abc",
        "Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJvbmVzdG9wIiwiZ3JvdXBzIjpbImhvc3BpdGFsIl19."})
    void withoutAValidTokenNobodyGetsIn(String header) {
        refused(given().header("Authorization", header).get(PATH).then());
        refused(given().header("Authorization", header).get("/api/v1/nothing-here").then());
        refused(given().header("Authorization", header).contentType("text/plain").body("{").post("/api/v1/settlements").then());
    }

    @Test
    void noHeaderIsNoToken() {
        refused(given().get(PATH).then());
        refused(given().delete("/api/v1/settlements").then());
    }

    @Test
    void anExpiredTokenIsNone() {
        refused(bearer(hospital().issuedAt(Instant.now().minus(Duration.ofHours(2)))
                .expiresAt(Instant.now().minus(Duration.ofHours(1)))));
    }

    @Test
    void aTokenForSomebodyElseOrBySomebodyElseIsNone() throws Exception {
        refused(bearer(hospital().audience("another-service")));
        refused(bearer(hospital().issuer("another-issuer")));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String forged = hospital().sign(generator.generateKeyPair().getPrivate());
        refused(given().header("Authorization", "Bearer " + forged).get(PATH).then());
    }

    @Test
    void oneByteMoreOrLessAndATokenIsNone() {
        String good = hospital().sign(signingKey);
        given().header("Authorization", "Bearer " + good).get(PATH).then().statusCode(200);
        refused(given().header("Authorization", "Bearer " + good.substring(0, good.length() - 2)).get(PATH).then());
        String[] parts = good.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1])).replace("H52020100001", "H52020100002");
        String changed = parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes()) + "."
                + parts[2];
        refused(given().header("Authorization", "Bearer " + changed).get(PATH).then());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            union-admin           | forbidden
            civil-affairs-auditor | forbidden
            policy-admin          | forbidden
            system-admin          | forbidden
            registrar             | forbidden
            stranger              | forbidden
            hospital              | binding-missing
            """)
    void aRoleOrItsBindingIsMissing(String role, String code) {
        String token = Jwt.issuer("onestop").audience("onestop").subject("somebody").claim("client_id", "somebody").groups(role)
                .expiresIn(60).sign(signingKey);
        for (ValidatableResponse answer : new ValidatableResponse[] {
            given().header("Authorization", "Bearer " + token).get(PATH).then(),
            given().header("Authorization", "Bearer " + token).contentType("application/json")
                    .body("{\"idempotencyKey\":\"a\"}").post("/api/v1/settlement-inquiries").then(),
            given().header("Authorization", "Bearer " + token).contentType("application/json")
                    .body("{\"idNumber\":\"520299197002021021\"}").post("/api/v1/eligibility").then()}) {
            answer.statusCode(403).contentType("application/problem+json").body("code", equalTo(code));
        }
    }

    @Test
    void withAValidTokenAnUnknownAddressIsNotFound() {
        String token = hospital().sign(signingKey);
        given().header("Authorization", "Bearer " + token).get("/api/v1/nothing-here").then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("path-not-found"));
        given().header("Authorization", "Bearer " + token).delete("/api/v1/settlements").then()
                .statusCode(405)
                .body("code", equalTo("method-not-allowed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                  | his-H52020100001 | sandbox-h52020100001 | 400 | invalid_request
            password           | his-H52020100001 | sandbox-h52020100001 | 400 | unsupported_grant_type
            client_credentials | his-H52020100001 | wrong                | 401 | invalid_client
            client_credentials | nobody           | sandbox-h52020100001 | 401 | invalid_client
            client_credentials | -                | -                    | 401 | invalid_client
            """)
    void aRefusedTokenFollowsTheOAuthStandard(String grant, String id, String secret, int status, String error) {
        var request = given();
        if (grant != null) {
            request.formParam("grant_type", grant);
        }
        if (id != null) {
            request.formParam("client_id", id).formParam("client_secret", secret);
        }
        request.contentType("application/x-www-form-urlencoded").post("/api/v1/token").then()
                .statusCode(status)
                .contentType("application/json")
                .body("error", equalTo(error));
    }

    @Test
    void aClientMayShowItselfByHeaderOrForm() {
        Map<String, String> form = Map.of("grant_type", "client_credentials", "client_id", "policy-admin",
                "client_secret", "sandbox-policy-admin");
        given().formParams(form).post("/api/v1/token").then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900));
        given().auth().preemptive().basic("policy-admin", "sandbox-policy-admin")
                .formParam("grant_type", "client_credentials").post("/api/v1/token").then().statusCode(200);
    }

    /** Half of all programs form-encode what they put into a Basic header, as the standard says; the other half doesn't. */
    @Test
    void aSecretWithSpecialCharactersWorksEncodedAndPlain() {
        String id = "client-with-odd-secret";
        String secret = "a+b/c=d%20e f?g&h0123456789-0123456789";
        if (clients.authenticate(id, secret).isEmpty()) {
            clients.registerFirstAdmin(id, secret);
        }
        given().auth().preemptive().basic(id, secret)
                .formParam("grant_type", "client_credentials").post("/api/v1/token").then().statusCode(200);
        String encoded = java.net.URLEncoder.encode(secret, java.nio.charset.StandardCharsets.UTF_8);
        given().auth().preemptive().basic(id, encoded)
                .formParam("grant_type", "client_credentials").post("/api/v1/token").then().statusCode(200);
        given().auth().preemptive().basic(id, secret + "x")
                .formParam("grant_type", "client_credentials").post("/api/v1/token").then().statusCode(401);
    }

    private static JwtClaimsBuilder hospital() {
        return Jwt.issuer("onestop").audience("onestop").subject("his-H52020100001").claim("client_id", "his-H52020100001")
                .claim("hospital_code", "H52020100001").groups("hospital").expiresIn(60);
    }

    private ValidatableResponse bearer(JwtClaimsBuilder claims) {
        return given().header("Authorization", "Bearer " + claims.sign(signingKey)).get(PATH).then();
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("code", equalTo("unauthenticated"))
                .body(not(containsString("Exception")));
    }
}
