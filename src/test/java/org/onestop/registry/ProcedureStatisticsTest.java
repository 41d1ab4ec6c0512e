package org.onestop.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.access.Area;
import org.onestop.access.Caller;

/** How many applications were lodged and decided in a period, and how long their steps took; counted here by hand. */
@QuarkusTest
class ProcedureStatisticsTest {

    private static final String PATH = "/api/v1/registry/statistics/procedure";
    private static final String VISIT = "\"visitRecord\":{\"visitedOn\":\"%s\",\"visitors\":[\"甲\",\"乙\"],\"findings\":\"样例\"},";

    @Inject
    CountedHouseholds households;

    @Inject
    AreaRegistrar registrar;

    @Inject
    ProcedureDesk desk;

    @ParameterizedTest
    @CsvSource({
        "from=2018-01-01, 400, to, missing-field",
        "to=2018-01-31, 400, from, missing-field",
        "from=2018-01-01&to=2018-01-32, 400, to, invalid-date",
        "from=2018-02-01&to=2018-01-31, 422, to, out-of-order",
        "from=2018-02-01&to=2999-01-31, 422, to, in-future"
    })
    void aPeriodThatCannotBeToldIsRefused(String query, int status, String field, String code) {
        AreaRegistrar.as("civil-affairs-auditor").get(PATH + "?" + query).then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void whereNothingHappenedThereIsNoAverage() {
        Area area = CountedHouseholds.newCommunity("520203");
        JsonPath answer = statistics(area, "2018-01-01", "2018-12-31");
        assertEquals(0, answer.getInt("total.lodged"));
        assertEquals(List.of(0, 0, 0, 0), answer.getList("total.steps.count"));
        assertEquals(
                java.util.Arrays.asList(null, null, null, null), answer.getList("total.steps.averageDays"));
    }

    /**
     * One application from Monday 2018-06-04: investigated on Thursday the 7th (3 days), reviewed on Monday the 11th (4 days, of
     * which the weekend is not worked), approved on Tuesday the 19th (8 days, of which Monday the 18th is the Dragon Boat
     * Festival). Another is investigated after 8 days and rejected at the review on the day itself.
     */
    @Test
    void daysAreCountedFromTheStepBefore() {
        Area area = CountedHouseholds.newCommunity("520203");
        String one = households.household(area, 1);
        UUID first = lodge(area, one, "DIBAO", "2018-06-04");
        investigate(area, one, first, "2018-06-07");
        step(area, one, first, "TOWNSHIP", "REVIEW", "PASS", "2018-06-11");
        step(area, one, first, "COUNTY", "APPROVAL", "PASS", "2018-06-19");
        String other = households.household(area, 1);
        UUID second = lodge(area, other, "DIBAO", "2018-06-04");
        investigate(area, other, second, "2018-06-12");
        step(area, other, second, "TOWNSHIP", "REVIEW", "REJECT", "2018-06-12");
        JsonPath answer = statistics(area, "2018-06-01", "2018-06-30");
        assertEquals(
                List.of(2, 1, 1, 0),
                List.of(
                        answer.getInt("total.lodged"),
                        answer.getInt("total.approved"),
                        answer.getInt("total.rejected"),
                        answer.getInt("total.returned")));
        assertEquals(
                List.of(
                        "LODGING 0 null null null null",
                        "INVESTIGATION 2 5.50 8 4.50 6",
                        "REVIEW 2 2.00 4 1.00 2",
                        "APPROVAL 1 8.00 8 5.00 5"),
                steps(answer, "total"));
        assertEquals(steps(answer, "total"), steps(answer, "categories[1]"));
        assertEquals(1, answer.getInt("categories[1].approved"));
        assertEquals(0, answer.getInt("categories[2].lodged"));
    }

    @Test
    void aReturnIsCountedAndWhatFollowsIsTimedFromIt() {
        Area area = CountedHouseholds.newCommunity("520203");
        String fileNo = households.household(area, 1);
        UUID id = lodge(area, fileNo, "DIBAO_MARGIN", "2018-06-04");
        investigate(area, fileNo, id, "2018-06-05");
        take(area, "TOWNSHIP", fileNo, id, "\"step\":\"REVIEW\",\"result\":\"RETURN\",\"returnTo\":\"INVESTIGATION\","
                + "\"opinion\":\"样例\",\"decidedOn\":\"2018-06-06\"");
        investigate(area, fileNo, id, "2018-06-13");
        JsonPath answer = statistics(area, "2018-06-01", "2018-06-30");
        assertEquals(1, answer.getInt("total.returned"));
        assertEquals("INVESTIGATION 2 4.00 7 3.00 5", steps(answer, "total").get(1));
        assertEquals("REVIEW 1 1.00 1 1.00 1", steps(answer, "total").get(2));
    }

    @Test
    void aStepCountsInThePeriodOfItsDecisionAndALodgingInItsOwn() {
        Area area = CountedHouseholds.newCommunity("520203");
        String fileNo = households.household(area, 1);
        UUID id = lodge(area, fileNo, "DIBAO", "2018-06-29");
        investigate(area, fileNo, id, "2018-07-02");
        JsonPath june = statistics(area, "2018-06-01", "2018-06-30");
        JsonPath july = statistics(area, "2018-07-01", "2018-07-02");
        assertEquals(List.of(1, 0), List.of(june.getInt("total.lodged"), june.getInt("total.steps[1].count")));
        assertEquals(List.of(0, 1), List.of(july.getInt("total.lodged"), july.getInt("total.steps[1].count")));
        assertEquals("INVESTIGATION 1 3.00 3 1.00 1", steps(july, "total").get(1));
    }

    @Test
    void allCategoriesStandInTheirOrderAndTheirStepsToo() {
        AreaRegistrar.as("registrar-civil-affairs").get(PATH + "?from=2018-01-01&to=2018-01-31").then()
                .statusCode(200)
                .body("area", equalTo("520201000000"))
                .body(
                        "categories.category",
                        contains("DESTITUTE", "DIBAO", "DIBAO_MARGIN", "EXPENDITURE", "HOUSING", "WORKER"))
                .body("total.steps.step", contains("LODGING", "INVESTIGATION", "REVIEW", "APPROVAL"));
    }

    private static List<String> steps(JsonPath answer, String course) {
        return answer.<Map<String, Object>>getList(course + ".steps").stream()
                .map(step -> String.join(
                        " ",
                        text(step, "step"),
                        text(step, "count"),
                        text(step, "averageDays"),
                        text(step, "longestDays"),
                        text(step, "averageWorkingDays"),
                        text(step, "longestWorkingDays")))
                .toList();
    }

    private static String text(Map<String, Object> step, String name) {
        return String.valueOf(step.get(name));
    }

    private JsonPath statistics(Area area, String from, String to) {
        return given().spec(registrar.of(area))
                .get(PATH + "?from=" + from + "&to=" + to)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private UUID lodge(Area area, String fileNo, String category, String on) {
        return desk.lodge(
                caller("COMMUNITY", area),
                fileNo,
                json("\"category\":\"" + category + "\",\"statement\":\"样例\",\"lodgedOn\":\"" + on + "\""));
    }

    private void investigate(Area area, String fileNo, UUID id, String on) {
        take(area, "COMMUNITY", fileNo, id, "\"step\":\"INVESTIGATION\",\"result\":\"PASS\"," + VISIT.formatted(on)
                + "\"opinion\":\"样例\",\"decidedOn\":\"" + on + "\"");
    }

    private void step(Area area, String fileNo, UUID id, String level, String step, String result, String on) {
        take(area, level, fileNo, id, "\"step\":\"" + step + "\",\"result\":\"" + result
                + "\",\"opinion\":\"样例\",\"decidedOn\":\"" + on + "\"");
    }

    private void take(Area area, String level, String fileNo, UUID id, String step) {
        desk.take(caller(level, area), fileNo, id, json(step));
    }

    private static byte[] json(String members) {
        return ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** A registrar of each level, whose area is large enough. */
    private static Caller caller(String level, Area area) {
        String within = area.division() + "000000";
        String department = level.equals("COUNTY") ? "CIVIL_AFFAIRS" : null;
        return new Caller("test", "test-" + level, Set.of("registrar"), null, level, department, within);
    }
}
