package org.onestop.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.onestop.Markdown;
import org.onestop.http.DocumentedOperation;
import org.onestop.settlement.TestDatabase;

/** Who may do what: the table that people read, the one that is enforced and what really goes over the wire are one. */
@QuarkusTest
class AuthorisationTest {

    private static final String NO = "–";
    private static final String OWN = "own";
    private static final String YES = "yes";

    /** A key that is burnt for each caller: whoever may is told so, and nothing is changed. */
    private static final String BURNT = "burnt-" + UUID.randomUUID();

    /** Neither means that the caller may not, but each that the request was not one to judge by. */
    private static final Set<Integer> NOT_PLAUSIBLE = Set.of(400, 405, 406, 413, 415, 503);

    @Inject
    TestDatabase database;

    /** The columns of the table, in order. */
    private static Map<String, String> tokens() {
        Map<String, String> tokens = new TreeMap<>();
        tokens.put("01 hospital", client("his-H52020100001", "h52020100001"));
        tokens.put("02 COMMUNITY", client("registrar-community"));
        tokens.put("03 TOWNSHIP", client("registrar-township"));
        tokens.put("04 CIVIL_AFFAIRS", client("registrar-civil-affairs"));
        tokens.put("05 HOUSING", client("registrar-housing"));
        tokens.put("06 UNION", client("registrar-union"));
        tokens.put("07 union-admin", client("union-admin"));
        tokens.put("08 civil-affairs-auditor", client("civil-affairs-auditor"));
        tokens.put("09 policy-admin", client("policy-admin"));
        tokens.put("10 system-admin", client("system-admin"));
        tokens.put("11 no role", SampleClient.withoutRole().token());
        tokens.put("12 no token", null);
        return tokens;
    }

    @Test
    void everyOperationAnswersEveryRoleAsTheDocumentSays() throws SQLException {
        Map<String, List<String>> table = table();
        Map<String, String> tokens = tokens();
        burnKeys();
        List<String> differences = new ArrayList<>();
        for (DocumentedOperation operation : DocumentedOperation.all()) {
            for (PlausibleRequest variant : PlausibleRequest.of(operation)) {
                List<String> row = table.get(variant.name());
                int column = 0;
                for (Map.Entry<String, String> who : tokens.entrySet()) {
                    String said = row == null ? NO : row.get(column++);
                    String fault = fault(variant, who.getValue(), said);
                    if (fault != null) {
                        differences.add(variant.name() + " | " + who.getKey() + " | " + said + " | " + fault);
                    }
                }
            }
        }
        assertEquals(List.of(), differences, () -> String.join("\n", differences) + "\n");
    }

    /** A role that is bound to something is none without it. */
    @Test
    void aRoleWithoutItsBindingOpensNothing() {
        List<SampleClient> unbound = List.of(
                SampleClient.of(Role.HOSPITAL),
                SampleClient.of(Role.REGISTRAR),
                SampleClient.of(Role.REGISTRAR, Map.of("level", "COUNTY", "area", "520201000000")),
                SampleClient.of(Role.REGISTRAR, Map.of("level", "COMMUNITY")),
                SampleClient.of(Role.REGISTRAR, Map.of("area", "520201001001")),
                SampleClient.of(Role.REGISTRAR, Map.of("level", "PROVINCE", "area", "520201001001")),
                SampleClient.of(Role.REGISTRAR, Map.of("level", "TOWNSHIP", "area", "5202")));
        Map<String, Set<Role>> enforced = enforced();
        for (DocumentedOperation operation : DocumentedOperation.all()) {
            if (operation.id().equals("issueToken")) {
                continue;
            }
            for (SampleClient who : unbound) {
                Role role = who == unbound.get(0) ? Role.HOSPITAL : Role.REGISTRAR;
                Response answer = PlausibleRequest.of(operation).get(0).send(who.token(), UUID.randomUUID().toString());
                String expected = enforced.get(operation.id()).contains(role) ? "binding-missing" : "forbidden";
                assertEquals("403 " + expected, answer.statusCode() + " " + answer.path("code"), operation.id());
            }
        }
    }

    @Test
    void theDocumentAndTheEnforcedTableAreOne() {
        Map<String, Set<Role>> documented = new TreeMap<>();
        table().forEach((name, cells) ->
                documented.computeIfAbsent(name.split(":")[0], id -> new TreeSet<>()).addAll(roles(cells)));
        assertEquals(enforced(), documented);
    }

    @Test
    void everyOperationHasARowAndEveryRowAnOperation() {
        Set<String> operations =
                DocumentedOperation.all().stream().map(DocumentedOperation::id).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(operations, OperationRoles.shipped().operations());
        Set<String> variants = DocumentedOperation.all().stream()
                .flatMap(each -> PlausibleRequest.of(each).stream())
                .map(PlausibleRequest::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(variants, new TreeSet<>(table().keySet()));
    }

    /** Whoever adds an operation and says nothing has added one that nobody may call. */
    @Test
    void whatStandsNowhereIsNobodys() {
        for (String path : List.of("unannotated", "unnamed", "named")) {
            given().get("/test/unlisted/" + path).then().statusCode(401);
            for (Role role : Role.values()) {
                SampleClient.of(role, Map.of("hospital_code", "H52020100001", "level", "COUNTY", "area", "520201000000",
                        "department", "CIVIL_AFFAIRS")).request().get("/test/unlisted/" + path)
                        .then().statusCode(403).body("code", equalTo("forbidden"));
            }
        }
    }

    private static String fault(PlausibleRequest variant, String token, String said) {
        boolean allowed = said.equals(YES) || said.equals(OWN);
        Response answer = variant.send(token, allowed ? BURNT : UUID.randomUUID().toString());
        int status = answer.statusCode();
        boolean asSaid = allowed
                ? status != 401 && status != 403 && status < 500 && !NOT_PLAUSIBLE.contains(status)
                : status == (token == null ? 401 : 403);
        return asSaid ? null : status + " " + answer.path(variant.operation().id().equals("issueToken") ? "error" : "code");
    }

    /** The rows, by operation: its id, and what tells apart those that are judged by more than the role. */
    private static Map<String, List<String>> table() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (List<String> cells : Markdown.document("authorisation.md").table("operation")) {
            String name = Markdown.code(cells.get(0)).get(0);
            assertEquals(13, cells.size(), name);
            for (String cell : cells.subList(1, 13)) {
                assertTrue(Set.of(YES, OWN, NO).contains(cell), () -> name + ": " + cell);
            }
            assertEquals(null, rows.put(name, cells.subList(1, 13)), name);
        }
        return rows;
    }

    private static Set<Role> roles(List<String> cells) {
        Role[] columns = {Role.HOSPITAL, Role.REGISTRAR, Role.REGISTRAR, Role.REGISTRAR, Role.REGISTRAR, Role.REGISTRAR,
            Role.UNION_ADMIN, Role.CIVIL_AFFAIRS_AUDITOR, Role.POLICY_ADMIN, Role.SYSTEM_ADMIN};
        Set<Role> found = new TreeSet<>();
        for (int i = 0; i < columns.length; i++) {
            if (!cells.get(i).equals(NO)) {
                found.add(columns[i]);
            }
        }
        return found;
    }

    private static Map<String, Set<Role>> enforced() {
        OperationRoles table = OperationRoles.shipped();
        Map<String, Set<Role>> found = new TreeMap<>();
        table.operations().forEach(each -> found.put(each, new TreeSet<>(table.of(each))));
        return found;
    }

    private void burnKeys() throws SQLException {
        for (String client : List.of("his-H52020100001", "registrar-community", "registrar-township", "registrar-civil-affairs",
                "registrar-housing", "registrar-union", "union-admin", "civil-affairs-auditor", "policy-admin", "system-admin")) {
            database.run("insert into idempotency_key (client_id, key, operation, bound_at) values ('" + client + "', '"
                    + BURNT + "', 'FENCE', now())");
        }
    }

    private static String client(String id) {
        return client(id, id);
    }

    private static String client(String id, String secret) {
        return given().auth().preemptive().basic(id, "sandbox-" + secret).formParam("grant_type", "client_credentials")
                .post("/api/v1/token").then().statusCode(200).extract().path("access_token");
    }
}
