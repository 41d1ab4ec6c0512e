package org.onestop.imports;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may bring what in, and who sees whose jobs. */
@QuarkusTest
class ImportAccessTest {

    private static final byte[] FILE = SampleFile.bytes("a\n");

    private final SampleImporter office = SampleImporter.civilAffairs();

    @Inject
    ImportWorker worker;

    @ParameterizedTest
    @CsvSource({
        "hospital,              households, 403, forbidden",
        "hospital,              nothing,    403, forbidden",
        "civil-affairs-auditor, households, 403, forbidden",
        "union-admin,           households, 403, forbidden",
        "policy-admin,          households, 403, forbidden",
        "policy-admin,          hospitals,  403, forbidden",
        "policy-admin,          catalogue,  202, ",
        "system-admin,          households, 403, forbidden",
        "system-admin,          enrolments, 403, forbidden",
        "system-admin,          catalogue,  403, forbidden",
        "system-admin,          hospitals,  202, ",
        "system-admin,          nothing,    404, import-kind-not-found",
        "registrar,             households, 403, binding-missing"
    })
    void eachRoleBringsInItsOwn(String role, String kind, int status, String code) {
        SampleImporter.of(role, Map.of()).post(kind, FILE).then().statusCode(status).body("code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "COMMUNITY, 520201001001, CIVIL_AFFAIRS, households, 403, level-mismatch",
        "TOWNSHIP,  520201001000, CIVIL_AFFAIRS, households, 403, level-mismatch",
        "COUNTY,    520201000000, CIVIL_AFFAIRS, households, 202, ",
        "COUNTY,    520201000000, HOUSING,       households, 202, ",
        "COUNTY,    520201000000, UNION,         households, 202, ",
        "COUNTY,    520201000000, CIVIL_AFFAIRS, enrolments, 202, ",
        "COUNTY,    520201000000, HOUSING,       enrolments, 403, department-mismatch",
        "COUNTY,    520201000000, UNION,         enrolments, 403, department-mismatch",
        "COUNTY,    520201000000, CIVIL_AFFAIRS, hospitals,  403, forbidden",
        "COUNTY,    520201000000, CIVIL_AFFAIRS, catalogue,  403, forbidden"
    })
    void registrarsBringInTheRegister(
            String level, String area, String department, String kind, int status, String code) {
        SampleImporter.of("registrar", Map.of("level", level, "area", area, "department", department))
                .post(kind, FILE)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @Test
    void aDepartmentBringsInHouseholdsOfItsOwnCategoryAlone() {
        SampleImporter housing = SampleImporter.county("520201000000", "HOUSING");
        List<String> rows = SampleFile.rows(4);
        rows.set(0, ImportFaultsTest.cell(rows.get(0), 2, "住房困难"));
        rows.set(2, ImportFaultsTest.cell(rows.get(2), 2, "住房困难;城市低保"));
        rows.set(3, ImportFaultsTest.cell(ImportFaultsTest.cell(rows.get(3), 2, ""), 4, ""));
        JsonPath job = housing.done("households", SampleFile.csv(rows));
        assertEquals("4 1 0 0 3", SampleImporter.counts(job));
        assertEquals(
                List.of(
                        "3,category,department-mismatch",
                        "4,category,department-mismatch",
                        "5,category,department-mismatch"),
                ImportTest.codes(housing, job));
    }

    @Test
    void theWholeCitysOfficeBringsInAllItsCounties() {
        SampleImporter city = SampleImporter.county("520200000000", "CIVIL_AFFAIRS");
        List<String> rows = new ArrayList<>(SampleFile.rows(2));
        rows.set(0, ImportFaultsTest.cell(rows.get(0), 1, "520281001001"));
        rows.set(1, ImportFaultsTest.cell(ImportFaultsTest.cell(rows.get(1), 1, "520203001001"), 0, "IMP-" + SampleFile.next()));
        assertEquals("2 2 0 0 0", SampleImporter.counts(city.done("households", SampleFile.csv(rows))));
        JsonPath county = office.done("households", SampleFile.csv(rows));
        assertEquals(List.of("2,area,area-mismatch", "3,area,area-mismatch"), ImportTest.codes(office, county));
        // Whose household lives in another county is that county's to look after.
        String number = rows.get(0).split(",")[6];
        String insurance = "idNumber,name,scheme,from\n" + number + ",导入甲,居民,2018-01-01\n";
        JsonPath enrolments = office.done("enrolments", insurance);
        assertEquals(List.of("2,idNumber,area-mismatch"), ImportTest.codes(office, enrolments));
        assertEquals("1 1 0 0 0", SampleImporter.counts(city.done("enrolments", insurance)));
    }

    @Test
    void whatIsWrongWithARequestIsSaidBeforeItsFileIsRead() {
        office.request().contentType("application/json").body("{}").post("/api/v1/imports/households")
                .then().statusCode(415);
        office.request().contentType("text/csv").body(FILE).post("/api/v1/imports/households")
                .then().statusCode(400).body("code", equalTo("idempotency-key-missing"));
        office.post("households?atomic=maybe", FILE).then().statusCode(400).body("errors[0].field", equalTo("atomic"));
        office.post("households?kind=x", FILE).then().statusCode(400).body("errors[0].field", equalTo("kind"));
        io.restassured.RestAssured.given().contentType("text/csv").body(FILE).post("/api/v1/imports/households")
                .then().statusCode(401);
        office.get("/nothing/template").then().statusCode(404).body("code", equalTo("import-kind-not-found"));
        office.get("/households/template?format=xls").then().statusCode(400);
        office.get("/not-an-id").then().statusCode(404).body("code", equalTo("import-not-found"));
        office.get("/" + UUID.randomUUID()).then().statusCode(404).body("code", equalTo("import-not-found"));
        office.get("?limit=0").then().statusCode(400);
        office.get("?cursor=x").then().statusCode(400);
        SampleImporter.of("hospital", Map.of()).get("").then().statusCode(403);
        SampleImporter.of("hospital", Map.of()).get("/households/template").then().statusCode(403);
    }

    @Test
    void anothersJobIsNotThere() {
        String id = office.done("households", SampleFile.csv(SampleFile.rows(1))).getString("id");
        SampleImporter stranger = SampleImporter.named("stranger", "registrar",
                Map.of("level", "COUNTY", "area", "520201000000", "department", "CIVIL_AFFAIRS"));
        for (String path : List.of("/" + id, "/" + id + "/events", "/" + id + "/errors")) {
            stranger.get(path).then().statusCode(404).body("code", equalTo("import-not-found"));
        }
        stranger.cancel(id).then().statusCode(404);
        stranger.get("").then().statusCode(200).body("items.id", not(hasItem(id)));
        SampleImporter system = SampleImporter.of("system-admin", Map.of());
        system.get("/" + id).then().statusCode(200);
        system.get("").then().statusCode(200).body("items.id", hasItem(id));
    }

    @Test
    void jobsComeInPagesTheNewestFirst() {
        SampleImporter own = SampleImporter.named("pages-" + UUID.randomUUID(), "policy-admin", Map.of());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, own.done("catalogue", "a" + i + "\n").getString("id"));
        }
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = own.get("?limit=2" + cursor).then().statusCode(200).extract().jsonPath();
            assertTrue(page.getList("items").size() <= 2);
            found.addAll(page.getList("items.id"));
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        assertEquals(ids, found);
        assertFalse(found.isEmpty());
    }

    @Test
    void whoHasManyFilesOpenWaits() {
        SampleImporter own = SampleImporter.named("many-" + UUID.randomUUID(), "policy-admin", Map.of());
        List<String> ids = new ArrayList<>();
        worker.stop();
        try {
            for (int i = 0; i < 20; i++) {
                ids.add(own.handIn("catalogue", FILE));
            }
            own.post("catalogue", FILE).then().statusCode(503).header("Retry-After", "1").body("code", equalTo("overloaded"));
            own.cancel(ids.get(0)).then().statusCode(200);
            ids.add(own.handIn("catalogue", FILE));
        } finally {
            worker.start();
        }
        ids.forEach(own::ended);
    }
}
