package org.onestop.audit;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SampleHousehold;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.TestDatabase;

/** The auditor sees who looked at whose data, and is seen doing so. */
@QuarkusTest
class AccessLogTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);

    @Test
    void oddQueriesAreRefused() {
        for (String query : List.of("x=1", "role=X", "operation=read", "from=x", "limit=0", "cursor=YQ", "cursor=MjAxOAp4",
                "idNumber=520299197002021021", "purpose=19700202")) {
            auditor.get("audit/access-log?" + query).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
        auditor.get("audit/access-log?from=2018-02-01&to=2018-01-31").then().statusCode(422)
                .body("code", equalTo("dates-out-of-order"));
        for (String body : List.of("{}", "{\"idNumber\":\"x\",\"hospitalCode\":\"H1\"}")) {
            auditor.ask("audit/access-log/search", body).then().statusCode(400);
        }
        auditor.ask("audit/access-log/search", "{\"idNumber\":\"x\"}").then().statusCode(422)
                .body("code", equalTo("id-number-invalid"));
    }

    @Test
    void whoLookedAtAPersonIsFoundAndSoIsWhoAsked() {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        auditor.get("households/" + household.file() + "?purpose=入户核查").then().statusCode(200);
        String body = "{\"idNumber\":\"" + person.idNumber() + "\",\"purpose\":\"本人申请\"}";
        Response found = auditor.ask("audit/access-log/search", body);
        found.then().statusCode(200)
                .body("items.operation", equalTo(List.of("SEARCH_ACCESS_LOG", "READ_HOUSEHOLD")))
                .body("items.personId", everyItem(equalTo(person.id().toString())))
                .body("items[0].purpose", equalTo("本人申请"))
                .body("items[1].purpose", equalTo("入户核查"))
                .body("items[1].object", equalTo(household.file()))
                .body("items[1].clientId", equalTo("civil-affairs-auditor"))
                .body("items[1].subject", equalTo("civil-affairs-auditor-1"))
                .body("items[1].roles", equalTo(List.of("civil-affairs-auditor")));
        auditor.ask("audit/access-log/search", body).then().body("items", hasSize(3));
        auditor.ask("audit/access-log/search", "{\"idNumber\":\"" + person.idNumber() + "\",\"operation\":\"READ_HOUSEHOLD\"}")
                .then().body("items", hasSize(1));
        auditor.ask("audit/access-log/search", "{\"idNumber\":\"" + SamplePeople.number(1_400_002) + "\"}").then()
                .statusCode(200).body("items", hasSize(0));
    }

    @Test
    void lookingAtTheLogIsTheFirstThingInIt() {
        auditor.get("audit/access-log?limit=1&purpose=自查&client=x").then().statusCode(400);
        auditor.get("audit/access-log?limit=1&purpose=自查").then().statusCode(200)
                .body("items[0].operation", equalTo("LIST_ACCESS_LOG"))
                .body("items[0].purpose", equalTo("自查"));
    }

    @Test
    void everyConditionLimitsAndPagesStay() {
        String subject = "looker-" + UUID.randomUUID();
        SampleClient looker = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR, Map.of("sub", subject, "client_id", subject + "-c"));
        for (int i = 0; i < 5; i++) {
            looker.get("audit/findings").then().statusCode(200);
        }
        String today = auditor.get("audit/access-log?limit=1").<String>path("items[0].accessedAt").substring(0, 10);
        String by = "subject=" + subject + "&operation=LIST_FINDINGS&role=civil-affairs-auditor&clientId=" + subject
                + "-c&from=" + today + "&to=" + today;
        List<Integer> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = auditor.get("audit/access-log?limit=2&" + by + cursor);
            page.then().statusCode(200).body("items.subject", everyItem(equalTo(subject)));
            seen.addAll(page.path("items.id"));
            cursor = page.path("next") == null ? null : "&cursor=" + page.path("next");
            looker.get("audit/findings").then().statusCode(200);
        } while (cursor != null);
        assertEquals(5, seen.size());
        assertEquals(seen.stream().sorted(java.util.Comparator.reverseOrder()).distinct().toList(), seen);
        auditor.get("audit/access-log?subject=" + subject + "&role=hospital").then().body("items", hasSize(0));
        auditor.get("audit/access-log?subject=" + subject + "&to=2018-01-01").then().body("items", hasSize(0));
        auditor.get("audit/access-log?subject=" + subject + "&clientId=x").then().body("items", hasSize(0));
    }

    @Test
    void theServiceItselfCanChangeNothingOfIt() throws Exception {
        for (String sql : List.of("update access_record set purpose = 'x'", "delete from access_record", "truncate access_record")) {
            try (Connection service = database.asService()) {
                assertThrows(SQLException.class, () -> service.createStatement().execute(sql), sql);
            }
        }
        assertThrows(SQLException.class, () -> database.run("delete from access_record"));
    }
}
