package org.onestop.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.access.Area;
import org.onestop.time.BusinessClock;

/** Who came into a category and who went out of it, month by month. */
@QuarkusTest
class MovementsTest {

    private static final String PATH = "/api/v1/registry/statistics/movements";
    private static final List<String> FLOWS = List.of("householdsIn", "householdsOut", "personsIn", "personsOut");

    @Inject
    CountedHouseholds households;

    @Inject
    AreaRegistrar registrar;

    @Inject
    BusinessClock clock;

    @ParameterizedTest
    @CsvSource({
        "from=2018-01, 400, to, missing-field",
        "to=2018-01, 400, from, missing-field",
        "from=2018-13&to=2018-14, 400, from, invalid-date",
        "from=2018-01-01&to=2018-02, 400, from, invalid-date",
        "from=2018-02&to=2018-01, 422, to, out-of-order",
        "from=2018-01&to=2023-01, 422, to, out-of-range",
        "from=2018-01&to=2999-01, 422, to, in-future"
    })
    void monthsThatCannotBeToldAreRefused(String query, int status, String field, String code) {
        AreaRegistrar.as("civil-affairs-auditor").get(PATH + "?" + query).then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void whoComesOnTheLastDayOfAMonthIsOfThatMonthAndWhoseLastDayItIsGoesInTheNext() {
        Area area = CountedHouseholds.newCommunity("520203");
        households.household(area, 2, CountedHouseholds.labels("DIBAO 2018-01-31..2018-03-31"));
        assertEquals(
                Set.of("2018-01 DIBAO [1, 0, 2, 0]", "2018-04 DIBAO [0, 1, 0, 2]"),
                moved(registrar.of(area), "2018-01", "2018-05"));
    }

    @Test
    void whoComesAndGoesWithinAMonthDoesNotShow() {
        Area area = CountedHouseholds.newCommunity("520203");
        households.household(area, 1, CountedHouseholds.labels("DIBAO 2018-02-02..2018-02-27"));
        assertEquals(Set.of(), moved(registrar.of(area), "2018-01", "2018-03"));
    }

    @Test
    void whoChangesTheCategoryGoesOutOfOneAndComesIntoTheOther() {
        Area area = CountedHouseholds.newCommunity("520203");
        households.household(
                area, 3, CountedHouseholds.labels("DIBAO_MARGIN 2017-01-01..2018-02-14 + DIBAO 2018-02-15.."));
        assertEquals(
                Set.of("2018-02 DIBAO_MARGIN [0, 1, 0, 3]", "2018-02 DIBAO [1, 0, 3, 0]"),
                moved(registrar.of(area), "2018-01", "2018-04"));
    }

    @Test
    void aLabelThatIsNotTheBestMovesNobody() {
        Area area = CountedHouseholds.newCommunity("520203");
        households.household(area, 1, CountedHouseholds.labels("DIBAO 2017-01-01.. + HOUSING 2018-02-01..2018-03-01"));
        assertEquals(Set.of(), moved(registrar.of(area), "2018-01", "2018-04"));
    }

    @Test
    void membersComeAndGoWithoutTheirHousehold() {
        Area area = CountedHouseholds.newCommunity("520203");
        LocalDate begin = LocalDate.of(2017, 1, 1);
        households.household(
                area,
                List.of(
                        new CountedHouseholds.Stay(begin, null),
                        new CountedHouseholds.Stay(begin, LocalDate.of(2018, 1, 15)),
                        new CountedHouseholds.Stay(LocalDate.of(2018, 3, 3), null)),
                CountedHouseholds.labels("DIBAO 2017-01-01.."));
        assertEquals(
                Set.of("2018-01 DIBAO [0, 0, 0, 1]", "2018-03 DIBAO [0, 0, 1, 0]"),
                moved(registrar.of(area), "2018-01", "2018-04"));
    }

    @Test
    void thePresentMonthRunsToToday() {
        Area area = CountedHouseholds.newCommunity("520203");
        YearMonth month = YearMonth.from(clock.today());
        households.household(area, 1, CountedHouseholds.labels("DIBAO " + clock.today() + ".."));
        assertEquals(
                Set.of(month + " DIBAO [1, 0, 1, 0]"), moved(registrar.of(area), month.toString(), month.toString()));
    }

    /** Over everything that the tests have put on record: the flows explain the difference of the counts, to the person. */
    @Test
    void countBeforePlusInLessOutIsCountAfter() {
        households.household(
                CountedHouseholds.newCommunity("520281"), 2, CountedHouseholds.labels("DIBAO 2017-03-05..2018-08-09"));
        RequestSpecification auditor = AreaRegistrar.as("civil-affairs-auditor");
        JsonPath movements = given().spec(auditor).get(PATH + "?from=2016-01&to=2019-12").then().statusCode(200).extract().jsonPath();
        JsonPath before = StatisticsTest.statistics(auditor, "2015-12-31");
        JsonPath after = StatisticsTest.statistics(auditor, "2019-12-31");
        assertEquals(48, movements.getList("months").size());
        for (int i = 0; i < 6; i++) {
            for (String each : List.of("households", "persons")) {
                String count = "categories[" + i + "]." + each;
                int came = sum(movements, i, each + "In");
                int went = sum(movements, i, each + "Out");
                assertEquals(after.getInt(count), before.getInt(count) + came - went, count);
            }
        }
        assertTrue(sum(movements, 1, "householdsOut") > 0);
    }

    private static int sum(JsonPath movements, int category, String flow) {
        return movements.<List<Map<String, Object>>>getList("months.categories").stream()
                .mapToInt(month -> (Integer) month.get(category).get(flow))
                .sum();
    }

    /** Month, category and the four flows, of whatever moved. */
    private static Set<String> moved(RequestSpecification request, String from, String to) {
        JsonPath answer = request.get(PATH + "?from=" + from + "&to=" + to).then().statusCode(200).extract().jsonPath();
        Set<String> moved = new TreeSet<>();
        for (Map<String, Object> month : answer.<Map<String, Object>>getList("months")) {
            for (Object each : (List<?>) month.get("categories")) {
                Map<?, ?> flow = (Map<?, ?>) each;
                List<Object> counts = FLOWS.stream().<Object>map(flow::get).toList();
                if (!counts.equals(List.of(0, 0, 0, 0))) {
                    moved.add(month.get("month") + " " + flow.get("category") + " " + counts);
                }
            }
        }
        return moved;
    }
}
