package org.onestop.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.access.Area;
import org.onestop.time.BusinessClock;

/** How many households and persons the register holds on a day, each counted once. */
@QuarkusTest
class StatisticsTest {

    private static final String PATH = "/api/v1/registry/statistics";

    @Inject
    CountedHouseholds households;

    @Inject
    AreaRegistrar registrar;

    @Inject
    BusinessClock clock;

    @ParameterizedTest
    @ValueSource(strings = {"his-H52020100001", "union-admin", "policy-admin", "system-admin"})
    void onlyAuditorsAndRegistrarsSeeThem(String client) {
        for (String path : List.of("", "/movements?from=2018-01&to=2018-01", "/procedure?from=2018-01-01&to=2018-01-31")) {
            AreaRegistrar.as(client).get(PATH + path).then().statusCode(403).body("code", equalTo("forbidden"));
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "asOf=2018-02-30, 400, asOf, invalid-date",
        "asOf=2018, 400, asOf, invalid-date",
        "on=2018-01-14, 400, on, unknown-field",
        "asOf=2018-01-14&asOf=2018-01-15, 400, asOf, duplicate-field",
        "asOf=2999-01-01, 422, asOf, in-future"
    })
    void aDayThatCannotBeCountedIsRefused(String query, int status, String field, String code) {
        AreaRegistrar.as("civil-affairs-auditor").get(PATH + "?" + query).then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].code", equalTo(code));
    }

    /** One household each, of two persons: under which category it counts, and under which labels. */
    @ParameterizedTest
    @CsvSource({
        "DIBAO, DIBAO",
        "HOUSING, HOUSING",
        "HOUSING + DIBAO, DIBAO",
        "DIBAO + HOUSING, DIBAO",
        "EXPENDITURE, EXPENDITURE",
        "EXPENDITURE + HOUSING, EXPENDITURE",
        "DESTITUTE + DIBAO, DESTITUTE",
        "WORKER DEEP + DIBAO, DIBAO",
        "WORKER DEEP + DIBAO_MARGIN, WORKER",
        "WORKER RELATIVE + DIBAO_MARGIN, DIBAO_MARGIN",
        "WORKER RELATIVE + EXPENDITURE, WORKER",
        "WORKER ACCIDENT + EXPENDITURE, EXPENDITURE",
        "WORKER ACCIDENT + HOUSING, WORKER",
        "HOUSING + EXPENDITURE + DIBAO_MARGIN, DIBAO_MARGIN"
    })
    void aHouseholdCountsOnceUnderItsBestLabel(String labels, String counted) {
        Area area = CountedHouseholds.newCommunity("520203");
        households.household(area, 2, CountedHouseholds.labels(labels));
        JsonPath answer = statistics(registrar.of(area), "2018-01-14");
        assertEquals(List.of(1, 2), List.of(answer.getInt("total.households"), answer.getInt("total.persons")));
        assertEquals(Map.of(counted, List.of(1, 2)), counts(answer, "categories"));
        Map<String, List<Integer>> each = new TreeMap<>();
        for (String label : labels.split("\\+")) {
            each.put(label.strip().split(" ")[0], List.of(1, 2));
        }
        assertEquals(each, counts(answer, "labels"));
    }

    @ParameterizedTest
    @CsvSource({
        "2017-12-31, 0, 0",
        "2018-01-01, 1, 2",
        "2018-01-09, 1, 2",
        "2018-01-10, 1, 3",
        "2018-01-20, 1, 3",
        "2018-01-21, 1, 2",
        "2018-01-31, 1, 2",
        "2018-02-01, 0, 0"
    })
    void bothDaysOfEveryPeriodBelongToIt(String day, int expectedHouseholds, int expectedPersons) {
        Area area = CountedHouseholds.newCommunity("520203");
        LocalDate begin = LocalDate.of(2017, 6, 1);
        households.household(
                area,
                List.of(
                        new CountedHouseholds.Stay(begin, null),
                        new CountedHouseholds.Stay(begin, LocalDate.of(2018, 1, 20)),
                        new CountedHouseholds.Stay(LocalDate.of(2018, 1, 10), null)),
                CountedHouseholds.labels("DIBAO 2018-01-01..2018-01-31"));
        JsonPath answer = statistics(registrar.of(area), day);
        assertEquals(expectedHouseholds, answer.getInt("total.households"));
        assertEquals(expectedPersons, answer.getInt("total.persons"));
    }

    @Test
    void aHouseholdWhoseBetterLabelEndsGoesOnUnderTheOther() {
        Area area = CountedHouseholds.newCommunity("520203");
        households.household(area, 1, CountedHouseholds.labels("DIBAO 2017-01-01..2018-01-14 + HOUSING 2017-01-01.."));
        RequestSpecification request = registrar.of(area);
        assertEquals(Map.of("DIBAO", List.of(1, 1)), counts(statistics(request, "2018-01-14"), "categories"));
        assertEquals(Map.of("HOUSING", List.of(1, 1)), counts(statistics(request, "2018-01-15"), "categories"));
    }

    @Test
    void aHouseholdWithoutALabelIsNotCounted() {
        Area area = CountedHouseholds.newCommunity("520203");
        households.household(area, 3);
        assertEquals(0, statistics(registrar.of(area), "2018-01-14").getInt("total.households"));
    }

    @Test
    void withoutADayTodayIsCounted() {
        Area area = CountedHouseholds.newCommunity("520203");
        households.household(area, 1, CountedHouseholds.labels("DIBAO"));
        registrar.of(area).get(PATH).then()
                .statusCode(200)
                .body("asOf", equalTo(clock.today().toString()))
                .body("total.households", equalTo(1));
    }

    @Test
    void aRegistrarSeesTheOwnAreaAlone() {
        Area area = CountedHouseholds.newCommunity("520203");
        Area next = CountedHouseholds.newCommunity("520203");
        households.household(area, 1, CountedHouseholds.labels("DIBAO"));
        households.household(next, 2, CountedHouseholds.labels("HOUSING"));
        JsonPath answer = statistics(registrar.of(next), "2018-01-14");
        assertEquals(next.code(), answer.getString("area"));
        assertEquals(Map.of("HOUSING", List.of(1, 2)), counts(answer, "categories"));
        assertEquals(List.of("520203"), answer.getList("divisions.division"));
        assertEquals("六枝特区", answer.getString("divisions[0].name"));
    }

    /** 水城县 was 520221 until 2020-06-23 and is 水城区, 520204, since. */
    @ParameterizedTest
    @CsvSource({"520221, 2020-06-23, 520221, 水城县", "520221, 2020-06-24, 520204, 水城区", "520204, 2018-01-14, 520221, 水城县"})
    void aDivisionHasTheCodeOfTheDay(String written, String day, String shown, String name) {
        Area area = CountedHouseholds.newCommunity(written);
        households.household(area, 1, CountedHouseholds.labels("DIBAO"));
        for (String code : List.of("520221", "520204")) {
            JsonPath answer = statistics(registrar.of(area.in(code)), day);
            assertEquals(List.of(shown), answer.getList("divisions.division"));
            assertEquals(name, answer.getString("divisions[0].name"));
            assertEquals(1, answer.getInt("divisions[0].households"));
        }
    }

    @Test
    void theCitysSharesAreOfThePopulationThatASourceTells() {
        households.household(CountedHouseholds.newCommunity("520203"), 1, CountedHouseholds.labels("DIBAO"));
        JsonPath answer = statistics(AreaRegistrar.as("civil-affairs-auditor"), "2018-01-14");
        assertEquals("520200000000", answer.getString("area"));
        assertEquals(304_111, answer.getInt("population.households"));
        assertEquals(754_066, answer.getInt("population.persons"));
        org.hamcrest.MatcherAssert.assertThat(answer.getString("population.source"), containsString("反推"));
        assertEquals(share(answer.getInt("total.households"), 304_111), answer.getString("total.shareOfHouseholds"));
        assertEquals(share(answer.getInt("total.persons"), 754_066), answer.getString("total.shareOfPersons"));
        assertEquals(
                share(answer.getInt("categories[1].households"), 304_111),
                answer.getString("categories[1].shareOfHouseholds"));
    }

    private static String share(int part, int whole) {
        return new BigDecimal(part).divide(new BigDecimal(whole), 4, RoundingMode.HALF_UP).toPlainString();
    }

    @Test
    void whereNoSourceTellsThePopulationThereIsNoShare() {
        AreaRegistrar.as("civil-affairs-auditor").get(PATH + "?asOf=2018-01-13").then()
                .statusCode(200)
                .body("population", nullValue())
                .body("total.shareOfPersons", nullValue());
        AreaRegistrar.as("registrar-civil-affairs").get(PATH + "?asOf=2018-01-14").then()
                .statusCode(200)
                .body("area", equalTo("520201000000"))
                .body("population", nullValue());
    }

    @Test
    void theDivisionsAddUpToTheTotalAndEveryCategoryIsNamedInItsOrder() {
        households.household(CountedHouseholds.newCommunity("520281"), 2, CountedHouseholds.labels("WORKER DEEP"));
        JsonPath answer = statistics(AreaRegistrar.as("civil-affairs-auditor"), "2018-01-14");
        // Other tests leave households that live nowhere on that day; they are counted too, under no division.
        assertEquals(
                List.of("520201", "520203", "520221", "520281"),
                answer.<String>getList("divisions.division").stream().filter(each -> each != null).toList());
        for (String each : List.of("households", "persons")) {
            assertEquals(answer.getInt("total." + each), sum(answer, "divisions." + each));
            assertEquals(answer.getInt("total." + each), sum(answer, "categories." + each));
        }
        AreaRegistrar.as("civil-affairs-auditor").get(PATH + "?asOf=2018-01-14").then()
                .body(
                        "categories.category",
                        contains("DESTITUTE", "DIBAO", "DIBAO_MARGIN", "EXPENDITURE", "HOUSING", "WORKER"));
    }

    private static int sum(JsonPath answer, String path) {
        return answer.<Integer>getList(path).stream().mapToInt(Integer::intValue).sum();
    }

    static JsonPath statistics(RequestSpecification request, String day) {
        return given().spec(request).get(PATH + "?asOf=" + day).then().statusCode(200).extract().jsonPath();
    }

    /** Households and persons by category, without those of which there is none. */
    private static Map<String, List<Integer>> counts(JsonPath answer, String list) {
        Map<String, List<Integer>> counts = new TreeMap<>();
        for (Map<String, Object> each : answer.<Map<String, Object>>getList(list)) {
            if (!each.get("households").equals(0)) {
                counts.put(
                        each.get("category").toString(),
                        List.of((Integer) each.get("households"), (Integer) each.get("persons")));
            }
        }
        return counts;
    }
}
