package org.onestop.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestop.registry.NeedToKnow.Part;
import org.onestop.registry.NeedToKnow.Viewer;
import org.onestop.registry.SamplePeople.Sample;

/** Who sees what of a file: the table that people read, the one in the code, and what really goes over the wire are one. */
@QuarkusTest
class NeedToKnowTest {

    private static final Path PAGE = Path.of("src/docs/registry.md");
    private static final String SEEN = "●";

    @Inject
    SamplePeople people;

    @Inject
    RegisterStatements statements;

    /** What the page says, by part and viewer. */
    private static Map<Part, Map<Viewer, Boolean>> page() throws IOException {
        Map<Part, Map<Viewer, Boolean>> table = new EnumMap<>(Part.class);
        try (Stream<String> lines = Files.lines(PAGE)) {
            for (String line : lines.filter(each -> each.matches("\\| `[A-Z_]+` .*")).toList()) {
                String[] cells = line.split("\\|");
                String name = cells[1].strip().split("`")[1];
                if (Stream.of(Part.values()).noneMatch(part -> part.name().equals(name))) {
                    continue;
                }
                assertEquals(Viewer.values().length + 2, cells.length, line);
                Map<Viewer, Boolean> row = new EnumMap<>(Viewer.class);
                for (Viewer viewer : Viewer.values()) {
                    row.put(viewer, cells[viewer.ordinal() + 2].strip().equals(SEEN));
                }
                assertEquals(null, table.put(Part.valueOf(name), row), "named twice: " + name);
            }
        }
        return table;
    }

    @Test
    void theCodeHasThePagesTable() throws IOException {
        Map<Part, Map<Viewer, Boolean>> code = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            Map<Viewer, Boolean> row = new EnumMap<>(Viewer.class);
            for (Viewer viewer : Viewer.values()) {
                row.put(viewer, part.isSeenBy(viewer));
            }
            code.put(part, row);
        }
        assertEquals(page(), code);
        List<String> heads = Files.readAllLines(PAGE).stream().filter(each -> each.startsWith("| 内容 part")).toList();
        assertEquals(1, heads.size());
        for (Viewer viewer : Viewer.values()) {
            assertTrue(heads.get(0).split("\\|")[viewer.ordinal() + 2].contains("`" + viewer + "`"), heads.get(0));
        }
    }

    @Test
    void everybodySeesWhatThePageSays() throws IOException {
        Sample person = SampleHousehold.stranger("欧阳样例");
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        household.community.post("households/" + household.fileNo + "/members/" + household.memberId + "/illness",
                "{\"seriouslyIll\":true,\"from\":\"2018-01-02\"}").then().statusCode(201);
        String category = household.approved("DIBAO", "2018-03-05");
        household.civilAffairs.post("households/" + household.fileNo + "/categories/" + category + "/reviews",
                "{\"result\":\"CONTINUE\",\"opinion\":\"未变\",\"reviewedOn\":\"2018-09-01\"}").then().statusCode(201);
        household.exit(category, "2018-12-31").then().statusCode(201);
        Map<Viewer, SampleRegistrar> viewers = new TreeMap<>(Map.of(
                Viewer.COMMUNITY, household.community,
                Viewer.TOWNSHIP, household.township,
                Viewer.OWN_DEPARTMENT, household.civilAffairs,
                Viewer.OTHER_DEPARTMENT, household.housing,
                Viewer.AUDITOR, SampleRegistrar.auditor()));
        Map<Part, Map<Viewer, Boolean>> seen = new EnumMap<>(Part.class);
        viewers.forEach((viewer, who) -> {
            Response file = household.read(who, "");
            Response history = household.read(who, "/history");
            file.then().statusCode(200);
            whatEverybodySees(file);
            put(seen, Part.NAMES, viewer, either(person.name(), "欧**", file.path("members[0].name")));
            put(seen, Part.ID_NUMBERS, viewer, either(person.idNumber(),
                    IdNumber.parse(person.idNumber()).orElseThrow().masked(), file.path("members[0].idNumber")));
            put(seen, Part.ILLNESS, viewer, file.path("members[0].seriouslyIll") != null);
            assertEquals(file.path("members[0].seriouslyIll") != null,
                    history.<List<String>>path("items.kind").contains("MEMBER_ILLNESS"), viewer::name);
            put(seen, Part.PROCEDURE, viewer, procedureIsSeen(file, history));
            List<Object> visits = file.path("applications[0].steps.findAll { it.visitRecord != null }");
            put(seen, Part.VISIT, viewer, visits != null && !visits.isEmpty());
        });
        assertEquals(page(), seen);
    }

    private static void put(Map<Part, Map<Viewer, Boolean>> seen, Part part, Viewer viewer, boolean isSeen) {
        seen.computeIfAbsent(part, each -> new EnumMap<>(Viewer.class)).put(viewer, isSeen);
    }

    /** In full or masked, never a third way. */
    private static boolean either(String full, String masked, String found) {
        assertTrue(found.equals(full) || found.equals(masked), found);
        return found.equals(full);
    }

    /** All of it or nothing of it. */
    private static boolean procedureIsSeen(Response file, Response history) {
        boolean seen = file.path("applications[0].steps") != null;
        assertEquals(seen, file.path("applications[0].statement") != null);
        assertEquals(seen, file.<List<Object>>path("reviews").size() == 1);
        assertEquals(seen, file.<List<Object>>path("exits").size() == 1);
        for (String kind : List.of("APPLICATION_LODGED", "STEP_TAKEN", "CATEGORY_REVIEWED")) {
            assertEquals(seen, history.<List<String>>path("items.kind").contains(kind), kind);
        }
        return seen;
    }

    private static void whatEverybodySees(Response file) {
        assertEquals("ENDED", file.path("state"));
        assertEquals("HEAD", file.path("members[0].relation"));
        assertEquals("DIBAO", file.path("categories[0].category"));
        assertEquals("2018-12-31", file.path("categories[0].to"));
        assertEquals("APPROVED", file.path("applications[0].state"));
    }

    /** What a department sees of the household follows from what the household holds or asked for. */
    @Test
    void aDepartmentIsAskedForItsOwnCategoryFirst() {
        Sample person = SampleHousehold.stranger("司马样例");
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        assertEquals("司**", household.read(household.union, "").path("members[0].name"));
        household.lodged("WORKER", "2018-02-01");
        assertEquals("司马样例", household.read(household.union, "").path("members[0].name"));
        assertEquals("司**", household.read(household.union, "?asOf=2018-01-31").path("members[0].name"));
        assertEquals("司**", household.read(household.civilAffairs, "").path("members[0].name"));
    }

    /** What an import or another feature wrote may tell of anything: its facts are for those who may know the most. */
    @Test
    void factsOfUnknownKindsAreWithheld() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        household.lodged("DIBAO", "2018-02-01");
        statements.run("insert into change_record (topic, recorded_at, client_id, subject, kind, object, facts)"
                + " values ('REGISTRY', now(), 'x', 'x', 'SOMETHING_ELSE', ?, '{\"seriouslyIll\":true}')", household.fileNo);
        String facts = "items.find { it.kind == 'SOMETHING_ELSE' }.facts.seriouslyIll";
        assertEquals(true, household.read(household.civilAffairs, "/history").<Boolean>path(facts));
        assertEquals(null, household.read(household.housing, "/history").<Boolean>path(facts));
        assertTrue(household.read(household.housing, "/history").<List<String>>path("items.kind").contains("SOMETHING_ELSE"));
    }

    /** Who looked at whose data, when, in which role, what for: also where nothing was found. */
    @Test
    void everyLookIsRecorded() {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        household.read(household.township, "?purpose=年度复核").then().statusCode(200);
        household.read(household.housing, "/history").then().statusCode(200);
        household.community.search("{\"idNumber\":\"" + person.idNumber() + "\",\"purpose\":\"核对\"}").then().statusCode(200);
        SampleHousehold elsewhere = SampleHousehold.place();
        elsewhere.community.search("{\"idNumber\":\"" + person.idNumber() + "\"}").then().statusCode(200);
        household.read(elsewhere.community, "").then().statusCode(404);
        assertEquals(
                List.of("township READ_HOUSEHOLD 年度复核 " + household.fileNo, "community SEARCH_HOUSEHOLDS 核对 -",
                        "community SEARCH_HOUSEHOLDS - -"),
                statements.list("select regexp_replace(subject, '-.*', '') || ' ' || operation || ' ' || coalesce(purpose, '-')"
                        + " || ' ' || coalesce(object, '-') from access_record where person_id = ? order by id",
                        row -> row.getString(1), person.id()));
        assertEquals(List.of("READ_HOUSEHOLD", "READ_HOUSEHOLD_HISTORY"), statements.list(
                "select operation from access_record where object = ? and role = 'registrar' order by id",
                row -> row.getString(1), household.fileNo));
    }
}
