package org.onestop.registry;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import org.onestop.access.Area;
import org.onestop.access.Clients;
import org.onestop.access.Role;

/** Callers of the register: those of the sandbox, and registrars of areas of a test's own. */
@ApplicationScoped
class AreaRegistrar {

    private static final String SECRET = "sandbox-registrar-of-a-test";

    private final Clients clients;

    AreaRegistrar(Clients clients) {
        this.clients = clients;
    }

    /** A county registrar of civil affairs bound to an area. */
    RequestSpecification of(Area area) {
        String clientId = "registrar-" + area.code();
        clients.registerForSandbox(
                new Clients.Registration(clientId, Role.REGISTRAR, null, "COUNTY", "CIVIL_AFFAIRS", area.code()), SECRET);
        return request(clientId, SECRET);
    }

    /** A client of the sandbox. */
    static RequestSpecification as(String clientId) {
        String secret = clientId.startsWith("his-") ? clientId.substring(4).toLowerCase(java.util.Locale.ROOT) : clientId;
        return request(clientId, "sandbox-" + secret);
    }

    private static RequestSpecification request(String clientId, String secret) {
        String token = given().auth()
                .preemptive()
                .basic(clientId, secret)
                .formParam("grant_type", "client_credentials")
                .post("/api/v1/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        return given().header("Authorization", "Bearer " + token);
    }
}
