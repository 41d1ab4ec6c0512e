package org.onestop.registry;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/**
 * A person whose number and name are used nowhere else lives through everything that the service does, and is sent to every
 * operation in the wrong places; afterwards neither is found anywhere that keeps or shows something.
 */
@QuarkusTest
class MarkedDataTest {

    private static final Path DATA = Path.of("target/test-data");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Inject
    TestDatabase database;

    private MarkedLife person;
    private Marks marks;
    private final Set<String> threads = new ConcurrentSkipListSet<>();

    @Test
    void nothingKeepsOrShowsWhoThePersonIs() throws Exception {
        person = new MarkedLife("闵璨瀚穗", "闵家变故之独有记述");
        marks = new Marks(person.number, person.name, person.told);
        FileTime begun = FileTime.fromMillis(System.currentTimeMillis() - 2000);
        List<String> log;
        try (LogLines lines = LogLines.listen()) {
            person.live();
            faults();
            everywhereInTheWrongPlace();
            log = lines.all();
        }
        assertTrue(log.size() >= 2, "both faults are told in the log, or there is little to be searched");
        assertEquals(List.of(), marks.in(log), "log");
        for (Response answer : person.silent) {
            assertEquals(List.of(), marks.in(Stream.of(answer.asString(), answer.headers().toString())));
        }
        for (Response answer : person.telling) {
            assertTrue(answer.asString().contains(person.number), "so there was something to be found");
            assertEquals(List.of(), marks.in(Stream.of(answer.headers().toString())));
        }
        assertEquals(List.of(), marks.in(threads), "threads");
        for (String page : List.of("/q/metrics", "/q/health", "/q/openapi")) {
            assertEquals(List.of(), marks.in(given().get(page).asString().lines()), page);
        }
        nowhereInTheDatabase();
        nowhereInFiles(begun);
    }

    /** Faults of our own in the middle of a commit and of a look. */
    private void faults() throws Exception {
        database.run("alter table standing_bill add constraint marked check (bill_no <> 'MARKED') not valid");
        database.run("alter table access_record add constraint marked check (operation <> 'SEARCH_ENROLMENTS') not valid");
        try {
            SampleRegistrar keeper = person.household.civilAffairs;
            List<Response> faults = List.of(
                    SampleHospital.ZHONGSHAN.settle(SampleBill.newKey(), person.bill("5.00").stay("2018-02-02", "2018-02-05").billNo("MARKED")),
                    keeper.request().body(person.identified("")).post("/api/v1/enrolments/search"));
            faults.forEach(fault -> fault.then().statusCode(500));
            person.silent.addAll(faults);
        } finally {
            for (String table : List.of("standing_bill", "access_record")) {
                database.run("alter table " + table + " drop constraint if exists marked");
            }
        }
    }

    /** To each operation, by somebody who may call it: as a member, as a value, cut off, twice, in path, query and headers. */
    private void everywhereInTheWrongPlace() throws IOException {
        JsonNode paths;
        try (var file = MarkedDataTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            paths = new YAMLMapper().readTree(file).get("paths");
        }
        String name = "\"" + person.name + "\"";
        String number = "\"" + person.number + "\"";
        List<String> bodies = List.of(
                "{" + number + ":" + name + "}",
                "{\"idNumber\":[" + number + "],\"name\":{" + name + ":1},\"patient\":" + number + ",\"lines\":" + name + "}",
                "{\"idNumber\":" + number + ",\"idNumber\":" + name + "}",
                "{\"idNumber\":" + number + ",\"name\":" + name,
                number + " " + name,
                person.number + person.name,
                "{\"lodgedOn\":" + number + ",\"lastDay\":" + number + ",\"from\":" + name + ",\"amount\":" + number
                        + ",\"term\":" + number + ",\"category\":" + name + ",\"relation\":" + name + ",\"area\":" + number + "}");
        int sent = 0;
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (String method : (Iterable<String>) path.getValue()::fieldNames) {
                if (METHODS.contains(method)) {
                    String marked = path.getKey().replaceAll("\\{[^}]+}", person.number);
                    for (String body : bodies) {
                        sent += send(method, marked, body);
                    }
                    sent += send(method, path.getKey().replaceAll("\\{[^}]+}", person.name), "{}");
                }
            }
        }
        assertTrue(sent > 1000, "only " + sent + " requests were made");
        Thread.getAllStackTraces().keySet().forEach(thread -> threads.add(thread.getName()));
    }

    private int send(String method, String path, String body) {
        List<RequestSpecification> callers = new ArrayList<>(List.of(
                SampleHospital.ZHONGSHAN.request(),
                person.household.civilAffairs.request(),
                SampleClient.of(Role.UNION_ADMIN).request()));
        if (method.equals("get")) {
            callers.add(SampleRegistrar.auditor().request());
        }
        for (RequestSpecification caller : callers) {
            RequestSpecification request = caller.header("Accept-Language", person.name).header("X-Request-Id", person.number)
                    .queryParam(person.number, person.name);
            if (!method.equals("get")) {
                request = request.header("Idempotency-Key", SampleBill.newKey());
                request = path.endsWith("/token")
                        ? request.contentType("application/x-www-form-urlencoded; charset=UTF-8").body(body)
                        : request.contentType("application/json")
                                .body(path.startsWith("/api/v1/imports/")
                                        ? new byte[0]
                                        : body.getBytes(StandardCharsets.UTF_8));
            }
            person.silent.add(request.request(method, path));
        }
        return callers.size();
    }

    private void nowhereInTheDatabase() throws Exception {
        List<String> tables = database.column("select c.oid::regclass from pg_class c where relkind in ('r', 'p', 'm')"
                + " and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)");
        assertTrue(tables.size() > 40, tables::toString);
        for (String table : tables) {
            assertEquals(List.of(), marks.in(database.column("select x::text from " + table + " x")), table);
        }
        assertEquals(List.of(), marks.in(database.column("select query from pg_stat_activity")), "statements");
        assertEquals("1", database.one("select count(*) from access_record where operation = 'DOWNLOAD_BANK_FILE'"
                + " and object = '" + person.batch + "'"), "what was looked at by right is recorded");
    }

    /** The server's log and its own files, and whatever else was written since: a sealed text is nowhere beside its clear one. */
    private void nowhereInFiles(FileTime begun) throws Exception {
        database.run("checkpoint");
        int searched = 0;
        for (Path root : List.of(DATA, Path.of(System.getProperty("java.io.tmpdir")))) {
            for (File file : filesOf(root.toFile(), 6)) {
                if (file.canRead() && file.lastModified() >= begun.toMillis() && file.length() < 64 << 20) {
                    searched++;
                    byte[] content = read(file.toPath());
                    assertTrue(!marks.isIn(content), () -> "found in " + file);
                }
            }
        }
        assertTrue(searched > 20, "only " + searched + " files were searched");
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException gone) {
            return new byte[0];
        }
    }

    private static List<File> filesOf(File directory, int depth) {
        List<File> found = new ArrayList<>();
        File[] inside = directory.listFiles();
        for (File each : inside == null ? new File[0] : inside) {
            if (Files.isSymbolicLink(each.toPath())) {
                continue;
            }
            if (each.isFile()) {
                found.add(each);
            } else if (depth > 0) {
                found.addAll(filesOf(each, depth - 1));
            }
        }
        return found;
    }
}
