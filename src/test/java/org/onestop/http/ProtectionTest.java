package org.onestop.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;

/** Every answer tells a browser what not to do with it, and no page of another site may read one. */
@QuarkusTest
class ProtectionTest {

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/openapi",
        "/q/nothing", "/q", "/", "/nothing", "/favicon.ico", "/api/v1/policies", "/api/v1/token", "/api/v1/nothing"})
    void everyAnswerIsProtected(String path) {
        SampleClient client = SampleClient.of(Role.POLICY_ADMIN);
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            for (Response answer : List.of(
                    given().noFilters().request(method, path), client.request().noFilters().request(method, path))) {
                protectedAnswer(answer);
            }
        }
    }

    private static void protectedAnswer(Response answer) {
        answer.then().header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", containsString("no-store"))
                .header("Server", equalTo(null));
    }

    @Test
    void noOtherSiteMayAskOrRead() {
        for (String origin : List.of("https://elsewhere.invalid", "http://localhost:8080", "null")) {
            for (String path : List.of("/api/v1/policies", "/api/v1/token", "/q/metrics", "/q/openapi", "/q/health")) {
                Stream.of(
                                given().noFilters().header("Origin", origin).get(path),
                                given().noFilters().header("Origin", origin).header("Access-Control-Request-Method", "POST")
                                        .header("Access-Control-Request-Headers", "authorization").options(path))
                        .forEach(answer -> assertEquals(
                                List.of(),
                                answer.headers().asList().stream()
                                        .filter(each -> each.getName().toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"))
                                        .toList(),
                                path));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "FOO"})
    void whatNoOperationKnowsIsNotAllowed(String method) {
        SampleClient.of(Role.POLICY_ADMIN).request().contentType("application/json").body("{}")
                .request(method, "/api/v1/policies").then().statusCode(405).body("code", equalTo("method-not-allowed"));
    }
}
