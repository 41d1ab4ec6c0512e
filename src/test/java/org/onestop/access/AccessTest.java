package org.onestop.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and how those who don't are told. */
@QuarkusTest
class AccessTest {

    private static final String PATH = "/api/v1/settlements?billNo=1";

    /** In good form; who sends it may still not. */
    private static final String BILL = """
            {"hospitalCode": "H52020100001", "billNo": "ACCESS-1",
             "patient": {"idNumber": "520299197002021021", "name": "样例乙"},
             "encounter": {"type": "INPATIENT", "admittedOn": "2018-03-02", "dischargedOn": "2018-03-12"},
             "lines": [{"lineNo": 1, "itemCode": "XJ01CAA040A001010100001", "name": "阿莫西林胶囊",
                        "feeType": "WESTERN_MEDICINE", "quantity": "20", "unitPrice": "12.35", "amount": "247.00"}],
             "totalAmount": "247.00"}""";

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

    /** That it has been verified before makes it last no longer. */
    @Test
    void aTokenThatLetSomebodyInExpiresAllTheSame() {
        String token = hospital().issuedAt(Instant.now()).expiresAt(Instant.now().plusSeconds(1)).sign(signingKey);
        given().header("Authorization", "Bearer " + token).get(PATH).then().statusCode(200);
        Instant late = Instant.now().plusSeconds(60);
        int status = 200;
        while (status == 200 && Instant.now().isBefore(late)) {
            status = given().header("Authorization", "Bearer " + token).get(PATH).statusCode();
        }
        assertEquals(401, status);
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

    /** Which of two would count is a guess, and between a gateway and this service two guesses may differ. */
    @Test
    void twoAuthorizationHeadersAreNone() {
        String good = "Bearer " + hospital().sign(signingKey);
        refused(given().header("Authorization", good, "Bearer x").get(PATH).then());
        refused(given().header("Authorization", "Bearer x", good).get(PATH).then());
        refused(given().header("Authorization", good, good).get(PATH).then());
    }

    @Test
    void aTokenThatNamesNoClientIsNone() {
        refused(bearer(hospital().claim("client_id", " ")));
        refused(bearer(Jwt.issuer("onestop").audience("onestop").subject("x").claim("hospital_code", "H52020100001")
                .groups("hospital").expiresIn(60)));
    }

    /** Whoever takes the public key for a shared secret would let everybody sign. */
    @Test
    void aTokenSealedWithThePublicKeyIsNone() throws Exception {
        byte[] key = Files.readAllBytes(Path.of(URI.create(signingKey)).resolveSibling("token-verifying-key.pem"));
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        String claims = hospital().sign(signingKey).split("\\.")[1];
        String head = text.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String seal = text.encodeToString(mac.doFinal((head + "." + claims).getBytes(StandardCharsets.UTF_8)));
        refused(given().header("Authorization", "Bearer " + head + "." + claims + "." + seal).get(PATH).then());
    }

    /** Every client of the sandbox that is no hospital, at every operation of hospitals, with a request in good form. */
    @ParameterizedTest
    @ValueSource(strings = {"union-admin", "civil-affairs-auditor", "policy-admin", "system-admin", "registrar-community",
        "registrar-township", "registrar-civil-affairs", "registrar-housing", "registrar-union"})
    void onlyHospitalsSettle(String client) {
        String token = given().formParam("grant_type", "client_credentials").formParam("client_id", client)
                .formParam("client_secret", "sandbox-" + client).post("/api/v1/token").then().statusCode(200)
                .extract().path("access_token");
        String id = "/" + UUID.randomUUID();
        Map<String, String> bodies = Map.of(
                "settlements", BILL,
                "settlements/preview", BILL,
                "settlements" + id + "/reversal", "{\"reason\":\"x\"}",
                "settlement-inquiries", "{\"idempotencyKey\":\"a\",\"fence\":true}",
                "settlement-withdrawals", "{\"idempotencyKey\":\"a\"}",
                "eligibility", "{\"idNumber\":\"520299197002021021\"}");
        bodies.forEach((path, body) -> forbidden(given().header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", "a").contentType("application/json").body(body).post("/api/v1/" + path).then()));
        forbidden(given().header("Authorization", "Bearer " + token).get("/api/v1/settlements" + id).then());
        forbidden(given().header("Authorization", "Bearer " + token).get(PATH).then());
    }

    /**
     * Who, then the envelope, then the form, then what the caller may: each row adds one mistake fewer. The last has
     * none left but its role.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -           | text/plain       | 5000000 | -  | 401 | unauthenticated
            union-admin | text/plain       | 5000000 | -  | 415 | unsupported-media-type
            union-admin | application/json | 5000000 | -  | 413 | body-too-large
            union-admin | application/json | 10      | -  | 400 | malformed-json
            union-admin | application/json | 0       | -  | 400 | idempotency-key-missing
            union-admin | application/json | -1      | a  | 400 | invalid-request
            union-admin | application/json | 0       | a  | 403 | forbidden
            """)
    void theFirstRefusalInOrderIsAnswered(String role, String type, int padding, String key, int status, String code) {
        String body = padding < 0 ? "{}" : BILL + "x".repeat(padding);
        var request = given().contentType(type).body(body.getBytes(StandardCharsets.UTF_8));
        if (role != null) {
            request.header("Authorization", "Bearer " + Jwt.issuer("onestop").audience("onestop").subject("x")
                    .claim("client_id", "x").groups(role).expiresIn(60).sign(signingKey));
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        request.post("/api/v1/settlements").then().statusCode(status).body("code", equalTo(code));
    }

    /** Texts that no client can have are no fault of ours, and no reason to ask the database. */
    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\uFFFF", "' or 1=1 --", "\n", "样例"})
    void nonsenseForAClientIsAnUnknownOne(String id) {
        given().formParam("grant_type", "client_credentials").formParam("client_id", id).formParam("client_secret", id)
                .post("/api/v1/token").then().statusCode(401).body("error", equalTo("invalid_client"));
        given().auth().preemptive().basic(id, id).formParam("grant_type", "client_credentials")
                .post("/api/v1/token").then().statusCode(401).body("error", equalTo("invalid_client"));
    }

    @Test
    void aClientShowsItselfInOneWayOnly() {
        given().auth().preemptive().basic("policy-admin", "sandbox-policy-admin")
                .formParam("grant_type", "client_credentials").formParam("client_id", "policy-admin")
                .formParam("client_secret", "sandbox-policy-admin").post("/api/v1/token").then()
                .statusCode(400).contentType("application/json").body("error", equalTo("invalid_request"));
    }

    @Test
    void aParameterGivenTwiceIsNoRequest() {
        given().contentType("application/x-www-form-urlencoded")
                .body("grant_type=client_credentials&client_id=policy-admin&client_id=union-admin&client_secret=x")
                .post("/api/v1/token").then()
                .statusCode(400).contentType("application/json").body("error", equalTo("invalid_request"));
    }

    /** Percent signs that encode nothing, other media types, too much: refusals as the standard has them, never faults. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/x-www-form-urlencoded | grant_type=%zz
            application/x-www-form-urlencoded | grant_type=client_credentials&client_id=%
            application/x-www-form-urlencoded | grant_type=&client_id=policy-admin
            application/x-www-form-urlencoded | grant_type
            application/x-www-form-urlencoded | TOO LARGE
            application/json                  | {"grant_type":"client_credentials"}
            text/plain                        | grant_type=client_credentials
            """)
    void whatIsNoFormIsNoRequestForAToken(String type, String body) throws Exception {
        String sent = body.equals("TOO LARGE") ? "grant_type=client_credentials&x=" + "a".repeat(1 << 16) : body;
        HttpResponse<String> answer = askForAToken(type, sent);
        assertEquals(400, answer.statusCode());
        assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(answer.body().contains("\"error\":\"invalid_request\""), answer::body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPLICATION/X-WWW-FORM-URLENCODED", "application/x-www-form-urlencoded; charset=UTF-8"})
    void aFormIsAFormHoweverItsTypeIsWritten(String type) throws Exception {
        String form = "grant_type=client_credentials&client_id=policy-admin&client_secret=sandbox-policy-admin";
        assertEquals(200, askForAToken(type, form).statusCode());
    }

    /** As it stands here; a client made for testing would encode it once more. */
    private static HttpResponse<String> askForAToken(String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1/token"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Only under its own name is the one open operation open. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/token/", "/api/v1/Token", "/api/v1/token%20", "/api/v1/token;a=b", "/api/v1/token/x"})
    void nextToTheOpenOperationNothingIsOpen(String path) {
        refused(given().urlEncodingEnabled(false).contentType("application/x-www-form-urlencoded")
                .body("grant_type=client_credentials").post(path).then());
    }

    /** A claim of another type, or of characters that no column can hold, says nothing. */
    @Test
    void aClaimThatIsNoTextIsNone() {
        for (Object claim : new Object[] {5, true, java.util.List.of("H52020100001"), Map.of("a", "b"), "a\0b", "a\nb"}) {
            refused(bearer(hospital().claim("client_id", claim)));
            bearer(hospital().claim("hospital_code", claim)).statusCode(403).body("code", equalTo("binding-missing"));
        }
    }

    private static JwtClaimsBuilder hospital() {
        return Jwt.issuer("onestop").audience("onestop").subject("his-H52020100001").claim("client_id", "his-H52020100001")
                .claim("hospital_code", "H52020100001").groups("hospital").expiresIn(60);
    }

    private ValidatableResponse bearer(JwtClaimsBuilder claims) {
        return given().header("Authorization", "Bearer " + claims.sign(signingKey)).get(PATH).then();
    }

    private static void forbidden(ValidatableResponse answer) {
        answer.statusCode(403).contentType("application/problem+json").body("code", equalTo("forbidden"));
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("code", equalTo("unauthenticated"))
                .body(not(containsString("Exception")));
    }
}
