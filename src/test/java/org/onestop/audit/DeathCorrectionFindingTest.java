package org.onestop.audit;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SampleHousehold;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** A death that was put right is found behind the settlements that it would have changed; other corrections change none. */
@QuarkusTest
class DeathCorrectionFindingTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;
    private final SampleClient county = SampleClient.county("CIVIL_AFFAIRS", "520203000000");
    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);

    private Response settled(Sample person) {
        return hospital.settled(SampleBill.of(person, "30000.00").stay("2018-05-01", "2018-05-11")).extract().response();
    }

    private SampleHousehold dibao(Sample person) {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        household.approved("DIBAO", "2018-01-02");
        return household;
    }

    private void died(SampleHousehold household, String day) {
        county.post(member(household) + "/departure", "{\"because\":\"DIED\",\"lastDay\":\"" + day + "\"}").then()
                .statusCode(201);
    }

    private void correct(SampleHousehold household, String diedOn) {
        county.post(member(household) + "/death-correction", "{\"diedOn\":" + diedOn + ",\"reason\":\"误登\"}").then()
                .statusCode(201);
    }

    private static String member(SampleHousehold household) {
        return "households/" + household.file() + "/members/" + household.member();
    }

    private List<String> found(Sample person) throws Exception {
        return database.column("select reason || ' ' || affected_from || ' ' || coalesce(affected_to::text, '-') || ' '"
                + " || fund_difference from finding where person_id = '" + person.id() + "' order by found_at, id");
    }

    private static long fund(Response settlement) {
        return Long.parseLong(settlement.<String>path("split.fundTotal").replace(".", ""));
    }

    @Test
    void whoWasTakenForDeadWasPaidTooLittle() throws Exception {
        Sample person = people.resident();
        SampleHousehold household = dibao(person);
        died(household, "2018-04-30");
        Response kept = settled(person);
        String read = hospital.read(kept.path("id")).asString();
        correct(household, "null");
        Sample twin = people.resident();
        dibao(twin);
        long difference = fund(settled(twin)) - fund(kept);
        assertNotEquals(0, difference);
        assertEquals(List.of("MEMBER_DEATH_CORRECTED 2018-05-01 - " + difference), found(person));
        assertEquals(read, hospital.read(kept.path("id")).asString());
        String finding = database.one("select id from finding where person_id = '" + person.id() + "'");
        auditor.get("audit/findings/" + finding).then().statusCode(200)
                .body("changes.kind", equalTo(List.of("MEMBER_DEATH_CORRECTED")));
    }

    @Test
    void whoDiedEarlierWasPaidTooMuch() throws Exception {
        Sample person = people.resident();
        SampleHousehold household = dibao(person);
        died(household, "2018-06-30");
        Response kept = settled(person);
        correct(household, "\"2018-05-20\"");
        assertEquals(List.of(), found(person));
        correct(household, "\"2018-05-10\"");
        Response outside = settled(people.resident());
        assertEquals(List.of("MEMBER_DEATH_CORRECTED 2018-05-11 2018-05-20 " + (fund(outside) - fund(kept))), found(person));
    }

    @Test
    void aRelationOrANameChangesNoSettlement() throws Exception {
        Sample person = people.resident();
        SampleHousehold household = dibao(person);
        settled(person);
        county.post(member(household) + "/relation-correction", "{\"relation\":\"CHILD\",\"reason\":\"误登\"}").then()
                .statusCode(201);
        county.post("registry/name-corrections", "{\"idNumber\":\"" + person.idNumber()
                + "\",\"name\":\"测试新名\",\"reason\":\"误登\"}").then().statusCode(201);
        assertEquals(List.of(), found(person));
        hospital.settled(SampleBill.of(new Sample(person.id(), person.idNumber(), "测试新名"), "100.00")
                .stay("2018-06-01", "2018-06-02"));
    }
}
