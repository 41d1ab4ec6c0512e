package org.onestop.registry;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.time.BusinessClock;

/** What waits for whom, and for how long. */
@QuarkusTest
class WorkListTest {

    private static final String LIST = "registry/work-list";

    @Inject
    SamplePeople people;

    @Inject
    BusinessClock clock;

    @Inject
    WorkingDays workingDays;

    @ParameterizedTest
    @ValueSource(strings = {"his-H52020100001", "union-admin", "policy-admin", "system-admin"})
    void onlyTheRegistersKeepersAndAuditorsHaveOne(String client) {
        SampleRegistrar.of(client.startsWith("his") ? "hospital" : client, "x", java.util.Map.of("hospital_code", "H1"))
                .get(LIST).then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage=X", "overdue=yes", "limit=0", "limit=201", "cursor=x", "x=1", "stage=REVIEW&stage=REVIEW",
        "cursor=MjAxOC0wMS0wMSx4"})
    void aQuestionThatIsNoneIsRefused(String query) {
        SampleRegistrar.auditor().get(LIST + "?" + query).then().statusCode(400).body("code", equalTo("invalid-request"));
    }

    @Test
    void anApplicationWaitsForWhoeverIsNext() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        String application = household.lodged("HOUSING", "2018-03-05");
        waits(household, application, household.community, "INVESTIGATION");
        household.take(household.community, application,
                SampleHousehold.step("INVESTIGATION", "RETURN", "2018-03-05", "\"returnTo\":\"APPLICATION\"")).then().statusCode(201);
        waits(household, application, household.community, "LODGING");
        household.community.post("households/" + household.fileNo + "/applications/" + application + "/resubmission",
                "{\"statement\":\"x\",\"lodgedOn\":\"2018-03-05\"}").then().statusCode(201);
        household.take(household.community, application, SampleHousehold.investigation("2018-03-05")).then().statusCode(201);
        waits(household, application, household.township, "REVIEW");
        household.take(household.township, application, SampleHousehold.step("REVIEW", "PASS", "2018-03-05")).then().statusCode(201);
        waits(household, application, household.housing, "APPROVAL");
        household.take(household.housing, application, SampleHousehold.step("APPROVAL", "REJECT", "2018-03-05")).then().statusCode(201);
        for (SampleRegistrar each : List.of(household.community, household.township, household.housing, SampleRegistrar.auditor())) {
            everything(each, "").forEach(item -> assertEquals(false, item.startsWith(application), item));
        }
    }

    private void waits(SampleHousehold household, String application, SampleRegistrar whom, String stage) {
        String wanted = application + " " + stage;
        for (SampleRegistrar each : List.of(household.community, household.township, household.civilAffairs,
                household.housing, household.union, SampleHousehold.place().community)) {
            assertEquals(each == whom, everything(each, "").contains(wanted), wanted);
        }
        assertEquals(true, everything(SampleRegistrar.auditor(), "").contains(wanted));
        assertEquals(true, everything(whom, "?stage=" + stage).contains(wanted));
        assertEquals(false, everything(whom, "?stage=CATEGORY_REVIEW").contains(wanted));
    }

    /** Page by page, in order of urgency. */
    private static List<String> everything(SampleRegistrar who, String query) {
        List<String> found = new ArrayList<>();
        List<String> due = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            String at = query.isEmpty() ? "?limit=3" : query + "&limit=3";
            Response page = who.get(LIST + at + cursor);
            page.then().statusCode(200);
            List<java.util.Map<String, Object>> items = page.path("items");
            items.forEach(item -> found.add(item.get("id") + " " + item.get("stage")));
            items.forEach(item -> due.add((String) item.get("dueOn")));
            cursor = page.path("next") == null ? null : "&cursor=" + page.path("next");
        }
        assertEquals(due.stream().sorted().toList(), due);
        return found;
    }

    @Test
    void waitingIsCountedInWorkingDays() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        LocalDate today = clock.today();
        LocalDate lodged = today.minusDays(20);
        household.lodged("DIBAO", lodged.toString());
        household.community.get(LIST).then().statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].fileNo", equalTo(household.fileNo))
                .body("items[0].waitingSince", equalTo(lodged.toString()))
                .body("items[0].workingDaysWaited", equalTo(workingDays.between(lodged, today)))
                .body("items[0].dueOn", equalTo(workingDays.after(lodged, 10).toString()))
                .body("items[0].overdue", equalTo(workingDays.after(lodged, 10).isBefore(today)))
                .body("calendarYears", hasItems(2017, 2026))
                .body("calendarYears", not(hasItem(2016)));
        household.lodged("HOUSING", today.toString());
        household.community.get(LIST + "?overdue=false").then().body("items.category", equalTo(List.of("HOUSING")))
                .body("items[0].workingDaysWaited", equalTo(0));
        household.community.get(LIST + "?overdue=true").then().body("items.category", equalTo(List.of("DIBAO")));
    }

    @Test
    void aReviewThatIsDueWaitsForItsDepartment() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        String category = household.approved("HOUSING", "2018-03-05");
        assertEquals(true, everything(household.housing, "?stage=CATEGORY_REVIEW&overdue=true").contains(category + " CATEGORY_REVIEW"));
        assertEquals(false, everything(household.civilAffairs, "").contains(category + " CATEGORY_REVIEW"));
        household.housing.post("households/" + household.fileNo + "/categories/" + category + "/reviews",
                "{\"result\":\"CONTINUE\",\"opinion\":\"x\"}").then().statusCode(201);
        assertEquals(false, everything(household.housing, "").contains(category + " CATEGORY_REVIEW"));
    }
}
