package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SampleHousehold;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;

/** What the register decides shows at the hospital's desk, and never changes what was settled there. */
@QuarkusTest
class ApprovedHouseholdTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    private io.restassured.response.ValidatableResponse eligibility(Sample person, String on) {
        return hospital.request().body("{\"idNumber\":\"" + person.idNumber() + "\",\"onDate\":\"" + on + "\"}")
                .post("/api/v1/eligibility").then().statusCode(200);
    }

    @Test
    void anApprovalShowsFromItsFirstDayAndAnExitAfterTheLast() {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        eligibility(person, "2018-03-05").body("household.categories", hasSize(0))
                .body("household.assistanceClass", nullValue());
        String category = household.approved("DIBAO", "2018-03-05");
        eligibility(person, "2018-03-04").body("household.categories", hasSize(0));
        eligibility(person, "2018-03-05").body("household.fileNo", equalTo(household.file()))
                .body("household.categories[0].category", equalTo("DIBAO"))
                .body("household.categories[0].approvedBy", equalTo("CIVIL_AFFAIRS"))
                .body("household.assistanceClass", equalTo(2));
        household.exit(category, "2018-06-30").then().statusCode(201);
        eligibility(person, "2018-06-30").body("household.assistanceClass", equalTo(2));
        eligibility(person, "2018-07-01").body("household.assistanceClass", nullValue());
    }

    @Test
    void whatWasSettledStaysWhenTheCategoryIsLostForThatDay() throws Exception {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        String category = household.approved("DIBAO", "2018-01-02");
        SampleBill bill = SampleBill.of(person, "30000.00").stay("2018-04-20", "2018-05-02");
        String id = hospital.settled(bill).extract().path("id");
        String before = hospital.read(id).asString();
        String row = database.one("select s::text from settlement s where id = '" + id + "'");
        String assisted = hospital.read(id).path("split.medicalAssistance");
        assertNotEquals("0.00", assisted);
        household.exit(category, "2018-04-30").then().statusCode(201);
        assertEquals(before, hospital.read(id).asString());
        assertEquals(row, database.one("select s::text from settlement s where id = '" + id + "'"));
        // The next one sees what the register says now.
        hospital.settled(SampleBill.of(person, "30000.00").stay("2018-05-10", "2018-05-20"))
                .body("split.medicalAssistance", equalTo("0.00"));
    }
}
