package org.onestop.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.onestop.recomputation.Forgery;
import org.onestop.recomputation.SampleRecomputation;
import org.onestop.settlement.TestDatabase;

/** The made-up year comes out again to the fen, and one fen that is changed in it is found. */
@QuarkusTest
@TestProfile(DemonstrationCityTest.Switches.class)
@Tag("city")
@SuppressWarnings("try")
class DemonstrationYearRecomputationTest {

    private static final String YEAR = "{\"benefitFrom\":\"2018-01-01\",\"benefitTo\":\"2018-12-31\"";
    private static final SampleRecomputation AUDITOR = SampleRecomputation.AUDITOR;

    @Inject
    YearRun year;

    @Inject
    TestDatabase database;

    @BeforeEach
    void waitForTheYear() {
        DemonstrationCityTest.waitFor(year);
    }

    private List<String> differences() {
        return SampleRecomputation.lines(AUDITOR.differences(AUDITOR.done(YEAR + "}")));
    }

    @Test
    void itComesOutAgainWholly() throws Exception {
        JsonPath job = AUDITOR.done(YEAR + "}");
        assertEquals(List.of(), SampleRecomputation.lines(AUDITOR.differences(job)));
        assertEquals(database.one("select count(*) from settlement"), job.getString("settlements"));
        assertEquals(database.one("select count(distinct person_id) from settlement"), job.getString("people"));
    }

    @Test
    void oneFenIsFound() throws Exception {
        for (String column : List.of("moved_critical_base", "mutual_aid_expected")) {
            String id = database.one("select id from settlement order by record_digest limit 1");
            String forge = "update settlement set " + column + " = " + column + " + 1";
            try (Forgery forged = Forgery.of(database, "settlement", "id = '" + id + "'", forge)) {
                List<String> found = differences();
                assertEquals(1, found.size(), found::toString);
                assertTrue(found.get(0).contains(" DIFFERS " + column + " -0.01 "), found::toString);
            }
        }
        assertEquals(List.of(), differences());
    }

    /** What a draft would cost adds up in every grouping. */
    @Test
    void aDraftsGroupsAddUp() {
        JsonPath job = AUDITOR.done(YEAR + ",\"values\":{\"resident.basic.inpatient_rate\":[{\"value\":\"0.95\"}]}}");
        List<Map<String, Object>> effects = job.getList("effects");
        for (String dimension : List.of("SCHEME", "CATEGORY", "CLASS", "HOSPITAL", "MONTH")) {
            assertEquals(sum(effects, "ALL", "fundDifference"), sum(effects, dimension, "fundDifference"), dimension);
            assertEquals(sum(effects, "ALL", "total"), sum(effects, dimension, "total"), dimension);
        }
        assertTrue(sum(effects, "ALL", "fundDifference") > 0);
    }

    private static long sum(List<Map<String, Object>> effects, String dimension, String member) {
        return effects.stream()
                .filter(each -> each.get("dimension").equals(dimension))
                .mapToLong(each -> Long.parseLong(each.get(member).toString().replace(".", "")))
                .sum();
    }
}
