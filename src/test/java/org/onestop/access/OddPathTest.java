package org.onestop.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However an address is spelled, nobody gets past the sign-in or a role by it. */
@QuarkusTest
class OddPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/settlements%3B?billNo=1",
                "/api/v1/settlements;x=1?billNo=1",
                "/api/v1/token;/settlements?billNo=1",
                "/api/v1/token%3B/settlements?billNo=1",
                "/api/v1/token%2Fsettlements?billNo=1",
                "/api/v1/token%2F..%2Fsettlements?billNo=1",
                "/api/v1/token/settlements?billNo=1",
                "/api/v1/token/?billNo=1",
                "//api/v1/settlements?billNo=1",
                "/api//v1/settlements?billNo=1",
                "/api/v1/%73ettlements?billNo=1",
                "/api/v1/settlements/?billNo=1",
                "/API/v1/settlements?billNo=1"
            })
    void nobodyGetsPastTheSignInOrARole(String path) {
        asSpelled().get(path).then().statusCode(401).body("code", equalTo("unauthenticated"));
        asSpelled().header("Authorization", "Bearer not-a-token").get(path).then().statusCode(401);
        assertNotEquals(200, asSpelled().header("Authorization", "Bearer " + policyAdmin()).get(path).statusCode());
    }

    private static RequestSpecification asSpelled() {
        return given().urlEncodingEnabled(false);
    }

    private static String policyAdmin() {
        return given().auth()
                .preemptive()
                .basic("policy-admin", "sandbox-policy-admin")
                .formParam("grant_type", "client_credentials")
                .post("/api/v1/token")
                .path("access_token");
    }
}
