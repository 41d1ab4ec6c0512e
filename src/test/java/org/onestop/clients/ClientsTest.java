package org.onestop.clients;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.settlement.TestDatabase;

/** Clients are let in, exchange their secrets without a gap, and are let out again. */
@QuarkusTest
class ClientsTest {

    private static final SampleClient ADMIN = SampleClient.of(Role.SYSTEM_ADMIN);

    @Inject
    TestDatabase database;

    private static String secret() {
        return UUID.randomUUID().toString() + UUID.randomUUID();
    }

    private static String id() {
        return "test-client-" + UUID.randomUUID();
    }

    private static String form(String id, String rest, String secret) {
        return "{\"clientId\":\"" + id + "\"," + rest + ",\"secret\":\"" + secret + "\"}";
    }

    private static String registered(String secret) {
        String id = id();
        ADMIN.post("clients", form(id, "\"role\":\"hospital\",\"hospitalCode\":\"H52020100001\"", secret)).then().statusCode(201);
        return id;
    }

    private static ValidatableResponse token(String id, String secret) {
        return given().auth().preemptive().basic(id, secret)
                .contentType("application/x-www-form-urlencoded").formParam("grant_type", "client_credentials")
                .post("/api/v1/token").then();
    }

    private static void refused(Response answer, int status, String code) {
        answer.then().statusCode(status).contentType("application/problem+json").body("code", equalTo(code));
    }

    private static String added(String secret, String rest) {
        return "{\"secret\":\"" + secret + "\"" + rest + "}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "role":"hospital"                                                                           | 400 | invalid-request
            "role":"HOSPITAL","hospitalCode":"H52020100001"                                             | 400 | invalid-request
            "role":"union-admin","hospitalCode":"H52020100001"                                          | 400 | invalid-request
            "role":"registrar","level":"TOWNSHIP"                                                       | 400 | invalid-request
            "role":"registrar","level":"TOWNSHIP","area":"5202"                                         | 400 | invalid-request
            "role":"registrar","level":"COUNTY","area":"520201000000"                                   | 400 | invalid-request
            "role":"registrar","level":"TOWNSHIP","area":"520201001000","department":"UNION"            | 400 | invalid-request
            """)
    void aRoleWithoutItsBindingOrWithAnothersIsRefused(String rest, int status, String code) throws SQLException {
        String id = id();
        refused(ADMIN.post("clients", form(id, rest, secret())), status, code);
        assertEquals("0", database.one("select count(*) from client where client_id = '" + id + "'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            short                                    | 422
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | 422
            sandbox-0123456789abcdefghijklmnopqrstuv | 422
            with space 0123456789abcdefghijklmnopqrs | 422
            密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥 | 422
            """)
    void aSecretThatCanBeGuessedIsRefused(String secret, int status) throws SQLException {
        String id = id();
        refused(ADMIN.post("clients", form(id, "\"role\":\"union-admin\"", secret)), status, "secret-weak");
        assertEquals("0", database.one("select count(*) from client where client_id = '" + id + "'"));
    }

    @Test
    void aNameThatIsNoneOrIsTakenIsRefused() {
        for (String id : List.of("a/b", ".a", "a b", "a".repeat(65), "张")) {
            refused(ADMIN.post("clients", form(id, "\"role\":\"union-admin\"", secret())), 400, "invalid-request");
        }
        refused(ADMIN.post("clients", form("union-admin", "\"role\":\"union-admin\"", secret())), 409, "client-exists");
    }

    @Test
    void nobodyButTheAdministratorLetsAnybodyIn() {
        for (Role role : Role.values()) {
            if (role != Role.SYSTEM_ADMIN) {
                SampleClient other = SampleClient.of(role, Map.of("hospital_code", "H52020100001",
                        "level", "COUNTY", "area", "520201000000", "department", "CIVIL_AFFAIRS"));
                refused(other.post("clients", form(id(), "\"role\":\"system-admin\"", secret())), 403, "forbidden");
                refused(other.get("clients"), 403, "forbidden");
                refused(other.get("clients/his-H52020100002"), 404, "client-not-found");
                refused(other.get("clients/nobody"), 404, "client-not-found");
                refused(other.post("clients/nobody/retirement", "{\"reason\":\"x\"}"), 403, "forbidden");
                refused(other.post("clients/his-H52020100002/secrets", added(secret(), "")), 404, "client-not-found");
            }
        }
        refused(ADMIN.get("clients/nobody"), 404, "client-not-found");
        refused(ADMIN.post("clients/nobody/secrets", added(secret(), "")), 404, "client-not-found");
    }

    @Test
    void whoIsRegisteredGetsTokensAndItsSecretIsKeptNowhere() throws SQLException {
        String secret = secret();
        String id = id();
        String body = form(id, "\"role\":\"hospital\",\"hospitalCode\":\"H52020100001\"", secret);
        token(id, secret).statusCode(401);
        String key = UUID.randomUUID().toString();
        Response made = ADMIN.post(key, "clients", body);
        made.then().statusCode(201).header("Location", org.hamcrest.Matchers.endsWith("/api/v1/clients/" + id))
                .body("secrets.size()", equalTo(1)).body("registeredBy", equalTo("system-admin-1"));
        assertFalse(made.asString().contains(secret));
        assertEquals(made.asString(), ADMIN.post(key, "clients", body).asString());
        String token = token(id, secret).statusCode(200).extract().path("access_token");
        given().header("Authorization", "Bearer " + token).get("/api/v1/settlements?billNo=none").then().statusCode(200);
        token(id, secret + "x").statusCode(401);
        assertEquals("0", database.one("select count(*) from idempotency_key where convert_from(answer, 'UTF8') like '%" + secret + "%'"));
        assertTrue(ADMIN.get("clients?role=hospital&limit=200").<List<String>>path("items.clientId").contains(id));
    }

    @Test
    void aSecretIsExchangedWithoutAGap() {
        String first = secret();
        String second = secret();
        String id = registered(first);
        refused(ADMIN.post("clients/" + id + "/secrets", added(first, "")), 409, "secrets-exhausted");
        refused(ADMIN.post("clients/" + id + "/secrets", added(second, ",\"overlapHours\":721")), 400, "invalid-request");
        // By the client itself.
        String token = token(id, first).statusCode(200).extract().path("access_token");
        Response both = given().header("Authorization", "Bearer " + token).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json").body(added(second, "")).post("/api/v1/clients/" + id + "/secrets");
        both.then().statusCode(201);
        token(id, first).statusCode(200);
        token(id, second).statusCode(200);
        refused(ADMIN.post("clients/" + id + "/secrets", added(secret(), "")), 409, "secrets-exhausted");
        List<String> secrets = both.path("secrets.secretId");
        refused(ADMIN.post("clients/" + id + "/secrets/" + UUID.randomUUID() + "/end", "{}"), 404, "secret-not-found");
        refused(ADMIN.post("clients/" + id + "/secrets/x/end", "{}"), 404, "secret-not-found");
        ADMIN.post("clients/" + id + "/secrets/" + secrets.get(0) + "/end", "{}").then().statusCode(200)
                .body("secrets[0].valid", equalTo(false)).body("secrets[1].valid", equalTo(true));
        token(id, first).statusCode(401);
        token(id, second).statusCode(200);
        refused(ADMIN.post("clients/" + id + "/secrets/" + secrets.get(1) + "/end", "{}"), 409, "last-secret");
        ADMIN.post("clients/" + id + "/secrets", added(secret(), ",\"overlapHours\":0")).then().statusCode(201);
        token(id, second).statusCode(401);
    }

    @Test
    void whoIsRetiredGetsNoTokenAnyMore() {
        String secret = secret();
        String id = registered(secret);
        ADMIN.post("clients/" + id + "/retirement", "{\"reason\":\"医院停业\"}").then().statusCode(201);
        token(id, secret).statusCode(401);
        refused(ADMIN.post("clients/" + id + "/retirement", "{\"reason\":\"again\"}"), 409, "client-retired");
        refused(ADMIN.post("clients/" + id + "/secrets", added(secret(), "")), 409, "client-retired");
        assertEquals(id, ADMIN.get("clients/" + id).then().statusCode(200).extract().path("clientId"));
    }

    /** Of several who retire each other at once one stays. */
    @Test
    void theLastAdministratorStays() throws Exception {
        ADMIN.post("clients", form(id(), "\"role\":\"system-admin\"", secret())).then().statusCode(201);
        List<String> admins = database.column("select client_id from client where role = 'system-admin'"
                + " and client_id not in (select client_id from client_retirement)");
        CyclicBarrier start = new CyclicBarrier(admins.size());
        ExecutorService pool = Executors.newFixedThreadPool(admins.size());
        try {
            List<Future<Response>> running = new ArrayList<>();
            for (String each : admins) {
                running.add(pool.submit(() -> {
                    start.await();
                    return ADMIN.post("clients/" + each + "/retirement", "{\"reason\":\"race\"}");
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Response> each : running) {
                statuses.add(each.get().statusCode());
            }
            assertEquals(1, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
            assertEquals(admins.size() - 1, statuses.stream().filter(status -> status == 201).count());
        } finally {
            pool.shutdown();
            // The other tests need theirs.
            database.run("alter table client_retirement disable trigger append_only;"
                    + " delete from client_retirement where reason = 'race';"
                    + " alter table client_retirement enable trigger append_only");
        }
    }

    @Test
    void theDatabaseKeepsTheRulesAgainstTheServiceItself() throws SQLException {
        String id = registered(secret());
        String insert = "insert into client_secret (client_id, salt, hash, created_at) values ('" + id
                + "', decode(repeat('00', 16), 'hex'), sha256('%d'), now())";
        try (Connection connection = database.asService();
                Statement statement = connection.createStatement()) {
            statement.execute(String.format(insert, 1));
            assertThrows(SQLException.class, () -> statement.execute(String.format(insert, 2)));
            statement.execute("update client_secret set valid_until = now() where client_id = '" + id + "'");
            for (String later : List.of("now() + interval '1 day'", "null")) {
                assertThrows(SQLException.class, () -> statement.execute(
                        "update client_secret set valid_until = " + later + " where client_id = '" + id + "'"));
            }
            assertThrows(SQLException.class, () -> statement.execute("delete from client_retirement"));
        }
    }
}
