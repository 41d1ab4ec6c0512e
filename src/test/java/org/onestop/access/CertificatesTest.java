package org.onestop.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.settlement.TestDatabase;

/** Certificates on record, and what they mean where there is no TLS; what they mean over TLS is in {@code TlsIT}. */
@QuarkusTest
class CertificatesTest {

    private static final SampleClient ADMIN = SampleClient.of(Role.SYSTEM_ADMIN);
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Clients clients;

    @Inject
    TestDatabase database;

    @ConfigProperty(name = "smallrye.jwt.sign.key.location")
    String signingKey;

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM_ADMIN")
    void onlyTheAdministratorRegistersThem(Role role) {
        SampleClient other = SampleClient.of(role, Map.of("hospital_code", "H52020100001"));
        String path = path(client());
        other.post(path, thumbprint()).then().statusCode(403).body("code", equalTo("forbidden"));
        other.get(path).then().statusCode(403);
        other.post(path + "/" + UUID.randomUUID() + "/end", "{}").then().statusCode(403);
    }

    @Test
    void theyNeedAClientThatIsNotTheCallersOwn() {
        ADMIN.post(path("nobody"), thumbprint()).then().statusCode(404).body("code", equalTo("client-not-found"));
        ADMIN.get(path("nobody")).then().statusCode(404).body("code", equalTo("client-not-found"));
        ADMIN.post(path("system-admin"), thumbprint()).then().statusCode(403).body("code", equalTo("forbidden"));
        String client = client();
        ADMIN.post("clients/" + client + "/retirement", "{\"reason\":\"测试\"}").then().statusCode(201);
        ADMIN.post(path(client), thumbprint()).then().statusCode(409).body("code", equalTo("client-retired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v", "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v1",
        "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0=", "+4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0"})
    void whatIsNoThumbprintIsRefused(String text) {
        ADMIN.post(path(client()), "{\"thumbprint\":\"" + text + "\"}").then()
                .statusCode(400).body("errors[0].field", equalTo("/thumbprint"));
    }

    @Test
    void twoAreValidAtOnceAndEndForGood() {
        String client = client();
        String first = thumbprint();
        String id = registered(client, first);
        ADMIN.post(path(client), first).then().statusCode(409).body("code", equalTo("keys-exhausted"));
        String second = registered(client, thumbprint());
        ADMIN.post(path(client), thumbprint()).then().statusCode(409).body("code", equalTo("keys-exhausted"));
        for (String unknown : new String[] {"x", UUID.randomUUID().toString(), registered(client(), thumbprint())}) {
            ADMIN.post(path(client) + "/" + unknown + "/end", "{}").then()
                    .statusCode(404).body("code", equalTo("certificate-not-found"));
        }
        assertThrows(SQLException.class, () -> database.run("delete from client_certificate_end"));
        assertThrows(SQLException.class, () -> database.run("insert into client_certificate"
                + " select gen_random_uuid(), client_id, thumbprint, 'x', now() from client_certificate"
                + " where certificate_id = '" + id + "'"));
        // In the clear there is no certificate to be shown.
        token(client, client).then().statusCode(401).body("error", equalTo("invalid_client"));
        token(client, null).then().statusCode(401).body("error", equalTo("invalid_client"));
        for (String each : new String[] {id, id, second}) {
            ADMIN.post(path(client) + "/" + each + "/end", "{}").then().statusCode(200).body("endedBy", equalTo("system-admin-1"));
        }
        ADMIN.get(path(client)).then().statusCode(200).body("items", hasSize(2)).body("items[0].certificateId", equalTo(id));
        token(client, null).then().statusCode(401);
        token(client, client).then().statusCode(200);
    }

    /** Bound to whatever it be, a token that is bound is not good where nothing can be shown. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"x5t#S256\":\"A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0\"}", "{\"jkt\":\"x\"}", "{}", "{\"x5t#S256\":\"\"}"})
    void aBoundTokenIsNoneInTheClear(String confirmation) {
        Map<String, Object> bound = io.restassured.path.json.JsonPath.from(confirmation).getMap("$");
        String token = Jwt.issuer("onestop").audience("onestop").subject("x").claim("client_id", "x").groups("hospital")
                .claim("hospital_code", "H52020100001").claim("cnf", bound).expiresIn(60).sign(signingKey);
        given().header("Authorization", "Bearer " + token).get("/api/v1/settlements?billNo=1").then()
                .statusCode(401).body("code", equalTo("unauthenticated"));
    }

    private static Response token(String client, String secret) {
        var request = given().formParam("grant_type", "client_credentials").formParam("client_id", client);
        return (secret == null ? request : request.formParam("client_secret", secret)).post("/api/v1/token");
    }

    private String client() {
        String client = "shown-" + UUID.randomUUID();
        clients.registerForSandbox(
                new Clients.Registration(client, Role.HOSPITAL, "H52020100001", null, null, null), client);
        return client;
    }

    private static String registered(String client, String thumbprint) {
        return ADMIN.post(path(client), thumbprint).then().statusCode(201).extract().path("certificateId");
    }

    private static String path(String client) {
        return "clients/" + client + "/certificates";
    }

    private static String thumbprint() {
        byte[] digest = new byte[32];
        RANDOM.nextBytes(digest);
        return "{\"thumbprint\":\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\"}";
    }
}
