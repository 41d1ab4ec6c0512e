package org.onestop.registry;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SamplePeople.Sample;

/** Who follows the register misses nothing, gets nothing twice, and sees no more than it needs. */
@QuarkusTest
class RegistryFeedTest {

    private static final String PATH = "registry/changes";

    @Inject
    AgroalDataSource database;

    @Inject
    SamplePeople people;

    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = {"REGISTRAR", "CIVIL_AFFAIRS_AUDITOR"})
    void theFeedIsForRegistrarsAndTheAuditor(Role role) {
        SampleClient.of(role, Map.of("hospital_code", "H52020100001")).get(PATH).then().statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void aRegistrarWithoutAnAreaFollowsNothing() {
        SampleClient.of(Role.REGISTRAR).get(PATH).then().statusCode(403).body("code", equalTo("binding-missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=", "after=%21", "after=MS4x4", "after=LTEuMQ", "limit=0", "limit=201", "kind=", "x=1",
        "after=a&after=b"})
    void anOddQueryIsRefused(String query) {
        auditor.get(PATH + "?" + query).then().statusCode(400).body("code", equalTo("invalid-request"));
    }

    /** Where the feed ends now. */
    private static String end(SampleClient reader) {
        String next = null;
        while (true) {
            Response page = reader.get(PATH + "?limit=200" + (next == null ? "" : "&after=" + next));
            next = page.path("next");
            if (!page.<Boolean>path("more")) {
                return next;
            }
        }
    }

    /**
     * A change that is handed out its place early and commits late is neither skipped nor does it come twice, and what came
     * meanwhile waits for it.
     */
    @Test
    void nothingIsSkippedWhileATransactionIsOpen() throws Exception {
        String start = end(auditor);
        try (Connection late = transaction();
                Connection early = transaction()) {
            change(late, "LATE_ONE");
            change(early, "EARLY_ONE");
            early.commit();
            Response meanwhile = auditor.get(PATH + "?after=" + start);
            meanwhile.then().statusCode(200).body("items", hasSize(0)).body("more", equalTo(false));
            String waited = meanwhile.path("next");
            change(late, "LATE_TWO");
            change(early, "EARLY_TWO");
            early.commit();
            assertEquals(List.of(), auditor.get(PATH + "?after=" + waited).path("items"));
            late.commit();
            List<String> all = List.of("LATE_ONE", "LATE_TWO", "EARLY_ONE", "EARLY_TWO");
            for (String position : List.of(start, waited)) {
                assertEquals(all, kinds(auditor, position, 1));
                assertEquals(all, kinds(auditor, position, 200));
            }
        }
    }

    @Test
    void whatWasRolledBackNeverComes() throws Exception {
        String start = end(auditor);
        try (Connection undone = transaction();
                Connection done = transaction()) {
            change(undone, "UNDONE");
            change(done, "DONE");
            done.commit();
            undone.rollback();
            assertEquals(List.of("DONE"), kinds(auditor, start, 200));
        }
    }

    /** Many writers at once, one reader that reads on all the while: each change once, each writer's in its order. */
    @Test
    void aReaderThatFollowsGetsEverythingOnce() throws Exception {
        int writers = 4;
        int each = 40;
        String position = end(auditor);
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        List<Future<?>> running = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            String kind = "WRITER_" + (char) ('A' + writer);
            running.add(pool.submit(() -> {
                try (Connection connection = transaction()) {
                    for (int i = 0; i < each; i++) {
                        change(connection, kind, "no-" + i);
                        if (i % 3 != 0) {
                            connection.commit();
                        }
                    }
                    connection.commit();
                }
                return null;
            }));
        }
        List<String> read = new ArrayList<>();
        boolean done = false;
        while (!done) {
            done = running.stream().allMatch(Future::isDone);
            Response page;
            do {
                page = auditor.get(PATH + "?limit=7&after=" + position);
                read.addAll(page.<List<Map<String, String>>>path("items").stream()
                        .filter(item -> item.get("kind").startsWith("WRITER_"))
                        .map(item -> item.get("kind") + " " + item.get("object"))
                        .toList());
                position = page.path("next");
            } while (page.<Boolean>path("more"));
        }
        for (Future<?> writer : running) {
            writer.get();
        }
        pool.shutdown();
        assertEquals(writers * each, read.size());
        for (int writer = 0; writer < writers; writer++) {
            String kind = "WRITER_" + (char) ('A' + writer);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                expected.add(kind + " no-" + i);
            }
            assertEquals(expected, read.stream().filter(item -> item.startsWith(kind)).toList());
        }
    }

    private Connection transaction() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void change(Connection connection, String kind) throws SQLException {
        change(connection, kind, "T-FEED");
    }

    private static void change(Connection connection, String kind, String object) throws SQLException {
        String sql = "insert into change_record (recorded_at, client_id, subject, topic, kind, object, area, facts)"
                + " values (now(), 'test', 'test', 'REGISTRY', ?, ?, '520221009009', '{}')";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, kind);
            insert.setString(2, object);
            insert.executeUpdate();
        }
    }

    private static List<String> kinds(SampleClient reader, String after, int limit) {
        List<String> found = new ArrayList<>();
        String position = after;
        while (true) {
            Response page = reader.get(PATH + "?limit=" + limit + "&after=" + position);
            found.addAll(page.path("items.kind"));
            position = page.path("next");
            if (!page.<Boolean>path("more")) {
                return found;
            }
        }
    }

    @Test
    void oneKindIsFollowedByItself() throws Exception {
        String start = end(auditor);
        try (Connection connection = transaction()) {
            change(connection, "THIS_KIND");
            change(connection, "THAT_KIND");
            connection.commit();
        }
        Response page = auditor.get(PATH + "?kind=THAT_KIND&after=" + start);
        page.then().body("items.kind", equalTo(List.of("THAT_KIND")));
        assertEquals(List.of(), auditor.get(PATH + "?kind=THAT_KIND&after=" + page.path("next")).path("items"));
    }

    /** Under the code of a division that was raised since, as it was written then. */
    @Test
    void whoAnswersForTheSuccessorFollowsWhatWasWrittenUnderTheOldCode() throws Exception {
        SampleClient successor = SampleClient.county("HOUSING", "520204000000");
        SampleClient elsewhere = SampleClient.county("HOUSING", "520201000000");
        String start = end(successor);
        try (Connection connection = transaction()) {
            change(connection, "OLD_CODE");
            connection.commit();
        }
        assertEquals(List.of("OLD_CODE"), kinds(successor, start, 50));
        assertFalse(kinds(elsewhere, start, 50).contains("OLD_CODE"));
    }

    /** What an import did to a file, or whatever else, may tell of illness. */
    @Test
    void factsOfAnUnknownKindAreForThoseWhoMayKnowOfIllness() throws Exception {
        String start = end(auditor);
        try (Connection connection = transaction()) {
            change(connection, "UNHEARD_OF");
            connection.commit();
        }
        String area = "520204000000";
        for (SampleClient reader : List.of(auditor, SampleClient.registrar("TOWNSHIP", "520204009000"))) {
            assertTrue(of(reader, start, "T-FEED").get(0).containsKey("facts"));
        }
        assertEquals(
                java.util.Set.of("kind", "object", "from", "to", "recordedAt"),
                of(SampleClient.county("HOUSING", area), start, "T-FEED").get(0).keySet());
    }

    /** A file's life, as each of those who may look at it follows it. */
    @Test
    void everybodyFollowsWhatTheyNeedToKnow() {
        String start = end(auditor);
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        household.community.post("households/" + household.fileNo + "/members/" + household.memberId + "/illness",
                "{\"seriouslyIll\":true,\"from\":\"2018-01-02\"}").then().statusCode(201);
        String category = household.approved("DIBAO", "2018-03-05");
        household.exit(category, "2018-12-31").then().statusCode(201);
        List<String> all = List.of("HOUSEHOLD_OPENED", "MEMBER_JOINED", "MEMBER_ILLNESS", "APPLICATION_LODGED", "STEP_TAKEN",
                "STEP_TAKEN", "STEP_TAKEN", "CATEGORY_APPROVED", "CATEGORY_EXITED");
        String file = household.fileNo;
        for (SampleClient reader : List.of(auditor, SampleClient.registrar("COMMUNITY", household.area),
                SampleClient.registrar("TOWNSHIP", household.area.substring(0, 9) + "000"),
                SampleClient.county("CIVIL_AFFAIRS", "520203000000"))) {
            List<Map<String, Object>> items = of(reader, start, file);
            assertEquals(all, items.stream().map(item -> item.get("kind")).toList());
            assertEquals(person.id().toString(), items.get(1).get("person"));
            assertTrue(items.stream().allMatch(item -> item.containsKey("facts") && item.containsKey("subject")));
        }
        List<Map<String, Object>> housing = of(SampleClient.county("HOUSING", "520203000000"), start, file);
        assertEquals(
                List.of("HOUSEHOLD_OPENED", "MEMBER_JOINED", "CATEGORY_APPROVED", "CATEGORY_EXITED"),
                housing.stream().map(item -> item.get("kind")).toList());
        for (Map<String, Object> item : housing.subList(2, 4)) {
            assertEquals(java.util.Set.of("kind", "object", "from", "to", "recordedAt"), item.keySet());
        }
        assertEquals(List.of(), of(SampleClient.county("CIVIL_AFFAIRS", "520201000000"), start, file));
    }

    private static List<Map<String, Object>> of(SampleClient reader, String after, String object) {
        List<Map<String, Object>> found = new ArrayList<>();
        String position = after;
        Response page;
        do {
            page = reader.get(PATH + "?limit=200&after=" + position);
            page.then().statusCode(200);
            found.addAll(page.<List<Map<String, Object>>>path("items").stream()
                    .filter(item -> object.equals(item.get("object")))
                    .toList());
            position = page.path("next");
        } while (page.<Boolean>path("more"));
        return found;
    }

    @Test
    void aMoveIsToldToBothAreas() {
        String start = end(auditor);
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        household.community.post("households/" + household.fileNo + "/moves",
                "{\"area\":\"520281101001\",\"from\":\"2019-01-01\"}").then().statusCode(201);
        for (String county : List.of("520203000000", "520281000000")) {
            List<Map<String, Object>> items = of(SampleClient.county("CIVIL_AFFAIRS", county), start, household.fileNo);
            assertTrue(items.stream().anyMatch(item -> item.get("kind").equals("HOUSEHOLD_MOVED")), county);
        }
    }

    /** Insurance is kept by the county's civil affairs; a person of no household is of no area. */
    @Test
    void insuranceIsFollowedByItsKeepersAlone() {
        String start = end(auditor);
        Sample person = new Sample(null, SamplePeople.number(650_001), "参保测试");
        SampleClient keeper = SampleClient.county("CIVIL_AFFAIRS", "520201000000");
        String id = keeper.post("enrolments", "{\"idNumber\":\"" + person.idNumber() + "\",\"name\":\"" + person.name()
                + "\",\"scheme\":\"RESIDENT\",\"from\":\"2018-01-01\"}").then().statusCode(201).extract().path("personId");
        assertEquals(1, of(auditor, start, id).size());
        assertEquals(UUID.fromString(id).toString(), of(keeper, start, id).get(0).get("person"));
        for (SampleClient other : List.of(SampleClient.county("HOUSING", "520201000000"),
                SampleClient.registrar("COMMUNITY", "520201001001"))) {
            assertEquals(List.of(), of(other, start, id));
        }
    }
}
