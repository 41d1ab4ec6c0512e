package org.onestop.http;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;

/** By what an answer and the log's lines about it are brought together. */
@QuarkusTest
class RequestIdTest {

    /** It may hold an ID number, and would stand in the log. */
    @Test
    void whatACallerSendsIsNotUsed() {
        String sent = "520299199001011234";
        String id = given().header("X-Request-Id", sent).get("/api/v1/settlements").header("X-Request-Id");
        assertNotEquals(sent, id);
        assertEquals(id, UUID.fromString(id).toString());
    }

    @Test
    void eachAnswerHasItsOwn() {
        SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);
        String first = auditor.get("registry/statistics").header("X-Request-Id");
        String second = auditor.get("nothing-here").header("X-Request-Id");
        assertNotEquals(first, second);
        assertEquals(second, UUID.fromString(second).toString());
    }
}
