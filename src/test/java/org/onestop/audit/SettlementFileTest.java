package org.onestop.audit;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.SampleHousehold;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** One settlement with all that belongs to it, and a person's year; who looked at whom is on record. */
@QuarkusTest
class SettlementFileTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;
    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);

    private Response settled(Sample person, String amount, String admitted, String discharged) {
        return hospital.settled(SampleBill.of(person, amount).stay(admitted, discharged)).extract().response();
    }

    private Response file(Response settlement, String query) {
        Response answer = auditor.get("audit/settlements/" + settlement.path("id") + query);
        answer.then().statusCode(200);
        return answer;
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String id : List.of(UUID.randomUUID().toString(), "1", "SETTLEMENTS")) {
            auditor.get("audit/settlements/" + id).then().statusCode(404).body("code", equalTo("settlement-not-found"));
            auditor.get("audit/persons/" + id + "/years/2018").then().statusCode(404).body("code", equalTo("person-not-found"));
        }
        String person = people.resident().id().toString();
        for (String year : List.of("18", "3018", "x", "0018")) {
            auditor.get("audit/persons/" + person + "/years/" + year).then().statusCode(400);
        }
        auditor.get("audit/persons/" + person + "/years/2018?x=1").then().statusCode(400);
        auditor.get("audit/persons/" + person + "/years/2018").then().statusCode(200)
                .body("events", hasSize(0)).body("agrees", equalTo(true));
    }

    @Test
    void allThatIsKeptOfASettlementIsShownAndNobodyByName() throws Exception {
        Sample person = people.resident(HardshipCategory.DIBAO);
        Response made = hospital.settled(SampleBill.of(person, "30000.00").line("NOT-LISTED", "2", "10.50", "21.00"))
                .extract().response();
        Response file = file(made, "?purpose=抽查");
        file.then()
                .body("id", equalTo(made.path("id")))
                .body("personId", equalTo(person.id().toString()))
                .body("settlement.split", equalTo(made.path("split")))
                .body("settlement.lines", equalTo(made.path("lines")))
                .body("settlement.trace", equalTo(made.path("trace")))
                .body("settlement.policies", equalTo(made.path("policies")))
                .body("settlement.recordDigest", equalTo(made.path("recordDigest")))
                .body("settlement.state", equalTo("STANDING"))
                .body("bill.lines[1].itemCode", equalTo("NOT-LISTED"))
                .body("bill.lines[1].quantity", equalTo("2"))
                .body("bill.lines[1].amount", equalTo("21.00"))
                .body("bill.lines[1].listed", nullValue())
                .body("bill.lines[0].listed.catalogueClass", equalTo("A"))
                .body("bill.hospitalLevel", equalTo("LEVEL_2"))
                .body("reversal", nullValue())
                .body("findings", hasSize(0))
                .body("benefit", nullValue())
                .body("household.fileNo", equalTo(made.path("household.fileNo")))
                .body("household.differs", hasSize(0))
                .body("household.now.members[0].idNumber", equalTo(made.path("patient.idNumber")))
                .body("household.now.categories.category", equalTo(List.of("DIBAO")));
        assertFalse(file.asString().contains(person.idNumber()) || file.asString().contains(person.name()));
        assertEquals(List.of("READ_SETTLEMENT 抽查 " + made.path("id"), "READ_HOUSEHOLD 抽查 " + made.path("household.fileNo"),
                "READ_HOUSEHOLD 抽查 " + made.path("household.fileNo")), database.column("select concat_ws(' ', operation, purpose,"
                + " object) from access_record where person_id = '" + person.id() + "' and subject like 'civil%' order by id"));
    }

    @Test
    void aReversalAndAFindingAreShown() {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        String category = household.approved("DIBAO", "2018-01-02");
        Response made = settled(person, "30000.00", "2018-05-01", "2018-05-11");
        household.exit(category, "2018-04-30").then().statusCode(201);
        Response reversal = hospital.reverse(SampleBill.newKey(), made.path("id"));
        Response file = file(made, "");
        file.then()
                .body("settlement.state", equalTo("REVERSED"))
                .body("reversal", equalTo(reversal.path("$")))
                .body("findings.kind", equalTo(List.of("REGISTRY_CORRECTION")))
                .body("findings.state", equalTo(List.of("OPEN")));
    }

    /** The register as it was known when the bill was settled, whatever it has learnt since. */
    @Test
    void theHouseholdIsShownAsItWasKnownThenAndAsItIsKnownNow() {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        String category = household.approved("DIBAO", "2018-01-02");
        Response made = settled(person, "3000.00", "2018-05-01", "2018-05-11");
        file(made, "").then().body("household.differs", hasSize(0));
        household.exit(category, "2018-04-30").then().statusCode(201);
        file(made, "").then()
                .body("household.differs", equalTo(List.of("CATEGORIES")))
                .body("household.atSettling.categories.category", equalTo(List.of("DIBAO")))
                .body("household.now.categories", hasSize(0))
                .body("household.now.area", equalTo(householdArea(made)));
    }

    private String householdArea(Response made) {
        return file(made, "").path("household.atSettling.area");
    }

    @Test
    void aPersonOfNoHouseholdHasNone() {
        file(settled(people.employee(), "100.00", "2018-05-01", "2018-05-11"), "").then().body("household", nullValue());
    }

    /** Each step of the year is the sum of all before it, and the last is what the year's row keeps. */
    @Test
    void aYearIsATimeLineThatAddsUp() throws Exception {
        Sample person = people.resident(HardshipCategory.DIBAO);
        Response first = settled(person, "9000.00", "2018-03-01", "2018-03-10");
        Response second = settled(person, "12000.00", "2018-06-01", "2018-06-10");
        Response undone = hospital.reverse(SampleBill.newKey(), second.path("id"));
        Response third = settled(person, "8000.00", "2018-07-01", "2018-07-10");
        settled(person, "1000.00", "2017-07-01", "2017-07-10");
        Response year = auditor.get("audit/persons/" + person.id() + "/years/2018?purpose=年度核查");
        year.then().statusCode(200)
                .body("person.idNumber", equalTo(first.path("patient.idNumber")))
                .body("events.kind", equalTo(List.of("SETTLEMENT", "SETTLEMENT", "REVERSAL", "SETTLEMENT")))
                .body("events.sequence", equalTo(List.of(1, 2, 3, 4)))
                .body("events[0].accumulatorsAfter", equalTo(first.path("accumulatorsAfter")))
                .body("events[1].accumulatorsAfter", equalTo(second.path("accumulatorsAfter")))
                .body("events[2].accumulatorsAfter", equalTo(undone.path("accumulatorsAfter")))
                .body("events[2].split", equalTo(undone.path("split")))
                .body("events[2].settlementId", equalTo(second.path("id")))
                .body("events[3].accumulatorsAfter", equalTo(third.path("accumulatorsAfter")))
                .body("agrees", equalTo(true))
                .body("register.enrolments.scheme", equalTo(List.of("RESIDENT")))
                .body("register.categories.category", equalTo(List.of("DIBAO")))
                .body("register.diedOn", nullValue());
        assertFalse(year.asString().contains(person.idNumber()));
        assertEquals("READ_PERSON_YEAR 年度核查 2018", database.one("select concat_ws(' ', operation, purpose, object)"
                + " from access_record where person_id = '" + person.id() + "' order by id desc limit 1"));
        database.run("update accumulator set tilt_paid = tilt_paid + 1 where year = 2018 and person_id = '" + person.id() + "'");
        auditor.get("audit/persons/" + person.id() + "/years/2018").then().body("agrees", equalTo(false));
        database.run("update accumulator set tilt_paid = tilt_paid - 1 where year = 2018 and person_id = '" + person.id() + "'");
        assertTrue(auditor.get("audit/persons/" + person.id() + "/years/2018").<Boolean>path("agrees"));
    }
}
