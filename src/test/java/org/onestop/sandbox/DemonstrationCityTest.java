package org.onestop.sandbox;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;

/**
 * The whole demonstration city on record, with a short year. It takes about a minute to build, so it runs by itself:
 * {@code ./mvnw -Pcity test}. What can be counted without a database is counted with every build, by {@link CityTest}.
 */
@QuarkusTest
@TestProfile(DemonstrationCityTest.Switches.class)
@Tag("city")
class DemonstrationCityTest {

    private static final int SETTLEMENTS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The switches, and a year that does not take long. */
    public static class Switches implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "onestop.demonstration-city", "true",
                    "onestop.demonstration-year", "true",
                    "onestop.demonstration-year.settlements", Integer.toString(SETTLEMENTS));
        }
    }

    @Inject
    AgroalDataSource database;

    @Inject
    DemonstrationCity city;

    @Inject
    YearRun year;

    @BeforeEach
    void waitForTheYear() {
        waitFor(year);
    }

    static void waitFor(YearRun year) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!year.isDone()) {
            assertTrue(System.nanoTime() < deadline, "the year was not finished in time");
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    @Test
    void itsStatisticsAreThePublishedFigures() throws IOException {
        JsonNode published = new ObjectMapper().readTree(getClass().getResourceAsStream("/sandbox/city.json"));
        JsonPath counted = statistics("civil-affairs-auditor", "2018-01-14");
        assertEquals(published.get("households").intValue(), counted.getInt("total.households"));
        assertEquals(published.get("persons").intValue(), counted.getInt("total.persons"));
        assertEquals(published.get("shareOfUrbanHouseholds").textValue() + "0", counted.getString("total.shareOfHouseholds"));
        assertEquals(published.get("shareOfUrbanPopulation").textValue() + "0", counted.getString("total.shareOfPersons"));
        List<Map<String, Object>> categories = counted.getList("categories");
        assertEquals(published.get("categories").size(), categories.size());
        for (int i = 0; i < categories.size(); i++) {
            JsonNode wanted = published.get("categories").get(i);
            assertEquals(wanted.get("category").textValue(), categories.get(i).get("category"));
            assertEquals(wanted.get("households").intValue(), categories.get(i).get("households"));
            assertEquals(wanted.get("persons").intValue(), categories.get(i).get("persons"));
        }
    }

    @Test
    void theFourDivisionsAddUp() {
        JsonPath counted = statistics("civil-affairs-auditor", "2018-01-14");
        assertEquals(List.of("520201", "520203", "520221", "520281"), counted.getList("divisions.division"));
        for (String each : List.of("households", "persons")) {
            int sum = counted.<Integer>getList("divisions." + each).stream().mapToInt(Integer::intValue).sum();
            assertEquals(counted.getInt("total." + each), sum);
        }
        int panzhou = statistics("registrar-panzhou-civil-affairs", "2018-01-14").getInt("total.households");
        assertEquals(panzhou, counted.getInt("divisions[3].households"));
        assertEquals(41_055, statistics("registrar-city-civil-affairs", "2018-01-14").getInt("total.households"));
        int shuicheng = statistics("registrar-shuicheng-union", "2018-01-14").getInt("total.households");
        assertEquals(shuicheng, counted.getInt("divisions[2].households"));
    }

    @Test
    void otherDaysHaveOtherNumbersAndTheMovementsExplainThem() {
        JsonPath before = statistics("civil-affairs-auditor", "2017-12-31");
        JsonPath after = statistics("civil-affairs-auditor", "2018-12-31");
        assertNotEquals(before.getInt("total.households"), after.getInt("total.households"));
        JsonPath moved = as("civil-affairs-auditor", "/movements?from=2018-01&to=2018-12");
        for (int i = 0; i < 6; i++) {
            String count = "categories[" + i + "].persons";
            assertEquals(after.getInt(count), before.getInt(count) + sum(moved, i, "personsIn") - sum(moved, i, "personsOut"));
            assertTrue(sum(moved, i, "personsIn") > 0 && sum(moved, i, "personsOut") > 0);
        }
    }

    private static int sum(JsonPath moved, int category, String flow) {
        return moved.<List<Map<String, Object>>>getList("months.categories").stream()
                .mapToInt(month -> (Integer) month.get(category).get(flow))
                .sum();
    }

    @Test
    void someHouseholdsHaveTwoLabelsAndCountOnce() {
        JsonPath counted = statistics("civil-affairs-auditor", "2018-01-14");
        int labels = counted.<Integer>getList("labels.households").stream().mapToInt(Integer::intValue).sum();
        assertTrue(labels > counted.getInt("total.households") + 1_000, () -> labels + " labels");
    }

    @Test
    void theUnionHasItsUnitsAndMembers() throws SQLException {
        assertEquals(442, number("select count(*) from mutual_aid_unit"));
        assertEquals(27_951, number("select count(distinct person_id) from membership where term = 2017 and superseded_at is null"));
        assertEquals(27_951, number("select count(*) from member_standing where term = 2017"));
        assertEquals(442, number("select count(distinct credit_code) from membership where term = 2017"));
    }

    @Test
    void exactlyWhatWasPublishedWasRaised() throws SQLException {
        assertEquals(279_510_000, number("select sum(amount) from contribution where term = 2017"));
        assertEquals(279_510_000, number("select sum(matched) from contribution where term = 2017"));
        assertEquals(442, number("select count(distinct credit_code) from contribution where term = 2017"));
        assertEquals(27_951, number("select count(*) from member_standing where term = 2017 and covered_from <= covered_until"));
        assertEquals(0, number("select count(*) from contribution_difference"));
        assertEquals(0, number("select count(*) from membership_now where contribution <> 'PAID'"));
        assertEquals(0, number("select sum(case p.side when 'DEBIT' then p.amount else -p.amount end) from ledger_posting p"
                + " where p.account in ('1101-2017', '2001')"));
        assertEquals(279_510_000, number("select sum(p.amount) from ledger_posting p where p.account = '4001-2017'"));
        assertEquals(
                number("select count(*) from contribution"),
                number("select max(receipt_number) from contribution"));
        JsonPath summary = SampleClient.of(Role.UNION_ADMIN).get("mutual-aid/fund/summary?term=2017").jsonPath();
        assertEquals(
                "442 27951 2795100.00",
                summary.getInt("units") + " " + summary.getInt("members") + " " + summary.getString("raised"));
    }

    @Test
    void theYearStandsAndItsTotalsAreProved() throws SQLException {
        assertTrue(number("select count(*) from settlement where client_id like 'his-%'") >= SETTLEMENTS);
        assertEquals(0, number("select count(*) from accumulator_difference"));
        assertEquals(56, number("select count(distinct hospital_code) from settlement"));
        assertEquals(0, number("select count(*) from settlement where year <> 2018"));
    }

    @Test
    void anotherStartMakesNothingTwice() throws SQLException {
        List<Long> before = rows();
        city.build(null);
        year.settle(city.city());
        assertEquals(before, rows());
        assertFalse(before.contains(0L));
    }

    private List<Long> rows() throws SQLException {
        return List.of(
                number("select count(*) from person"),
                number("select count(*) from enrolment"),
                number("select count(*) from household_member"),
                number("select count(*) from membership"),
                number("select count(*) from contribution"),
                number("select count(*) from ledger_entry"),
                number("select count(*) from settlement"),
                number("select count(*) from change_record"));
    }

    private static JsonPath statistics(String client, String day) {
        return as(client, "?asOf=" + day);
    }

    private static JsonPath as(String client, String rest) {
        String token = given().auth()
                .preemptive()
                .basic(client, "sandbox-" + client)
                .formParam("grant_type", "client_credentials")
                .post("/api/v1/token")
                .path("access_token");
        return given().header("Authorization", "Bearer " + token)
                .get("/api/v1/registry/statistics" + rest)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
