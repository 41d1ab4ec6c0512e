package org.onestop.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;

/**
 * Tokens of a real Keycloak in the place of the service's own, by settings alone. It downloads and starts a Keycloak, so it
 * runs by itself: {@code ./mvnw -Pkeycloak test}.
 */
@QuarkusTest
@WithTestResource(KeycloakServer.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("keycloak")
class KeycloakTest {

    private static final String HOSPITAL = "his-h52020100001";
    private static final String LOOK = "/api/v1/settlements?billNo=none";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Inject
    SamplePeople people;

    @Test
    @Order(1)
    void whatIsNoTokenOfTheRealmIsNone() {
        refused(given().get(LOOK));
        String token = KeycloakServer.token(HOSPITAL);
        refused(look(token.substring(0, token.length() - 3)));
        refused(look(token.replace(".", ".x")));
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String forged = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(claims.replace("H52020100001", "H52020100002").getBytes(StandardCharsets.UTF_8));
        assertNotEquals(forged, parts[1]);
        refused(look(parts[0] + "." + forged + "." + parts[2]));
        refused(look(KeycloakServer.token("his-elsewhere")));
        // The service's own tokens are another issuer's here.
        String own = given().auth().preemptive().basic("his-H52020100001", "sandbox-h52020100001")
                .formParam("grant_type", "client_credentials").post("/api/v1/token").then().extract().path("access_token");
        refused(look(own));
        look(token).then().statusCode(200);
    }

    @Test
    @Order(2)
    void aTokenEndsWhenItSays() {
        String token = KeycloakServer.token("his-brief");
        look(token).then().statusCode(200);
        until(401, () -> look(token));
    }

    @Test
    @Order(3)
    void aRoleWithoutItsBindingOrForSomethingElseIsRefused() {
        look(KeycloakServer.token("his-unbound")).then().statusCode(403).body("code", equalTo("binding-missing"));
        for (String other : new String[] {"registrar-civil-affairs", "union", "auditor"}) {
            bearer(KeycloakServer.token(other)).contentType("application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body(SampleBill.of(people.resident(), "100.00").toString())
                    .post("/api/v1/settlements").then().statusCode(403).body("code", equalTo("forbidden"));
        }
    }

    @Test
    @Order(4)
    void aHospitalSettlesAndAnotherDoesNotSeeIt() {
        String bill = SampleBill.of(people.resident(), "1000.00").toString();
        settle("his-h52020100002", bill).then().statusCode(403).body("code", equalTo("hospital-mismatch"));
        String id = settle(HOSPITAL, bill).then().statusCode(201).body("hospitalCode", equalTo("H52020100001"))
                .extract().path("id");
        bearer(KeycloakServer.token("his-h52020100002")).get("/api/v1/settlements/" + id).then()
                .statusCode(404).body("code", equalTo("settlement-not-found"));
        bearer(KeycloakServer.token(HOSPITAL)).get("/api/v1/settlements/" + id).then().statusCode(200);
    }

    @Test
    @Order(5)
    void theOtherRolesAndTheirBindingsCount() {
        bearer(KeycloakServer.token("registrar-civil-affairs")).get("/api/v1/registry/work-list").then().statusCode(200);
        bearer(KeycloakServer.token("union")).get("/api/v1/mutual-aid/units").then().statusCode(200);
        bearer(KeycloakServer.token("auditor")).get("/api/v1/registry/statistics").then().statusCode(200);
        bearer(KeycloakServer.token("auditor")).get("/api/v1/mutual-aid/units").then().statusCode(403);
    }

    /** A new key is fetched when the first token under it comes; tokens under the one before are good beside it. */
    @Test
    @Order(6)
    void theRealmExchangesItsKeyWithoutAGap() {
        String before = KeycloakServer.token(HOSPITAL);
        look(before).then().statusCode(200);
        KeycloakServer.exchangeKey(false);
        String after = KeycloakServer.token(HOSPITAL);
        assertNotEquals(header(before), header(after));
        look(after).then().statusCode(200);
        look(before).then().statusCode(200);
    }

    /** What a key that the realm took back has signed is good no longer than the set of keys is remembered. */
    @Test
    @Order(7)
    void aKeyThatWasTakenBackLetsNobodyInAfterAWhile() {
        String before = KeycloakServer.token(HOSPITAL);
        look(before).then().statusCode(200);
        KeycloakServer.exchangeKey(true);
        until(401, () -> look(before));
        until(200, () -> look(KeycloakServer.token(HOSPITAL)));
    }

    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
    }

    private static Response settle(String client, String bill) {
        return bearer(KeycloakServer.token(client)).contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString()).body(bill).post("/api/v1/settlements");
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Response look(String token) {
        return bearer(token).get(LOOK);
    }

    private static void refused(Response answer) {
        answer.then().statusCode(401).body("code", equalTo("unauthenticated"));
    }

    private static void until(int status, Supplier<Response> ask) {
        Instant late = Instant.now().plus(PATIENCE);
        int last = ask.get().statusCode();
        while (last != status && Instant.now().isBefore(late)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            last = ask.get().statusCode();
        }
        assertEquals(status, last);
    }
}
