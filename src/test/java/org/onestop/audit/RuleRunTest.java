package org.onestop.audit;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SampleHousehold;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** The rules as they run behind what is settled, reversed and changed in the register. */
@QuarkusTest
class RuleRunTest {

    @Inject
    RuleRun rules;

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;
    private final SampleHospital elsewhere = SampleHospital.of("H52020100002");
    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);
    private final SampleClient keeper = SampleClient.county("CIVIL_AFFAIRS", "520201000000");

    @BeforeEach
    void caughtUp() {
        look();
    }

    private void look() {
        for (boolean isMore = true; isMore; ) {
            isMore = rules.followSettlements() | rules.followRegister();
        }
    }

    private String settled(SampleHospital where, SampleBill bill) {
        return where.settled(bill).extract().path("id");
    }

    private List<String> hits(Sample person) throws SQLException {
        return database.column("select rule from finding where kind = 'RULE' and person_id = '" + person.id() + "' order by 1");
    }

    private Response finding(Sample person) throws SQLException {
        Response read = auditor.get("audit/findings/"
                + database.one("select id from finding where kind = 'RULE' and person_id = '" + person.id() + "'"));
        read.then().statusCode(200);
        return read;
    }

    @Test
    void overlappingStaysAreFoundOnceAndToldToEachHospitalWithoutTheOther() throws SQLException {
        Sample person = people.resident();
        String one = settled(hospital, SampleBill.of(person, "900.00").stay("2018-03-01", "2018-03-05"));
        look();
        assertEquals(List.of(), hits(person));
        String two = settled(elsewhere, SampleBill.of(person, "900.00").at("H52020100002").stay("2018-03-03", "2018-03-08"));
        look();
        assertEquals(List.of("OVERLAPPING_STAYS"), hits(person));
        Response found = finding(person);
        found.then().body("kind", equalTo("RULE")).body("state", equalTo("OPEN")).body("rule.figures.nights", equalTo("2"))
                .body("rule.id", equalTo("OVERLAPPING_STAYS")).body("settlements.id", equalTo(List.of(one, two)))
                .body("events.kind", equalTo(List.of("OPENED"))).body("settlementId", equalTo(two));
        String id = found.path("id");
        Response own = SampleClient.hospital("H52020100001").get("audit/findings/" + id);
        own.then().statusCode(200).body("settlements.id", equalTo(List.of(one))).body("rule.id", equalTo("OVERLAPPING_STAYS"));
        assertFalse(own.asString().contains(two) || own.asString().contains("2018-03-08"), own.asString());
        SampleClient.hospital("H52020100003").get("audit/findings/" + id).then().statusCode(404);
        assertEquals("1", database.one("select count(*) from journal_record r join finding f on f.id = r.subject_id"
                + " and f.record_digest = r.digest where r.kind = 'OBSERVATION' and f.id = '" + id + "'"));
        look();
        assertEquals(List.of("OVERLAPPING_STAYS"), hits(person));
    }

    @Test
    void nothingIsFoundTwiceThoughAllIsLookedAtAgain() throws SQLException {
        Sample person = people.resident();
        settled(hospital, SampleBill.of(person, "900.00").stay("2018-03-01", "2018-03-05"));
        settled(hospital, SampleBill.of(person, "900.00").stay("2018-03-02", "2018-03-06"));
        look();
        String before = database.one("select count(*) from finding");
        database.run("update journal_reader set position = 0 where name like 'rules-%'");
        look();
        assertEquals(before, database.one("select count(*) from finding"));
        assertEquals(List.of("OVERLAPPING_STAYS"), hits(person));
    }

    @Test
    void whatIsReversedOverlapsNothing() throws SQLException {
        Sample person = people.resident();
        String wrong = settled(hospital, SampleBill.of(person, "900.00").stay("2018-03-01", "2018-03-05"));
        hospital.reverse(SampleBill.newKey(), wrong).then().statusCode(201);
        settled(hospital, SampleBill.of(person, "900.00").stay("2018-03-02", "2018-03-06"));
        look();
        assertEquals(List.of(), hits(person));
    }

    @Test
    void aSuspensionThatIsRecordedAfterwardsIsFound() throws SQLException {
        Sample person = people.resident();
        settled(hospital, SampleBill.of(person, "900.00").stay("2018-03-01", "2018-03-05"));
        look();
        assertEquals(List.of(), hits(person));
        keeper.post("enrolments/suspensions", "{\"idNumber\":\"" + person.idNumber()
                + "\",\"from\":\"2018-03-05\",\"to\":\"2018-03-31\"}").then().statusCode(201);
        look();
        assertEquals(List.of("DURING_SUSPENSION"), hits(person));
        finding(person).then().body("rule.textZh", equalTo("按登记现在所知,2018-03-05在待遇中止期内(2018-03-05至2018-03-31)。"));
    }

    @Test
    void aDeathThatIsRecordedAfterwardsIsFound() throws SQLException {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-02", person);
        settled(hospital, SampleBill.of(person, "900.00").stay("2018-03-01", "2018-03-12"));
        look();
        assertEquals(List.of(), hits(person));
        SampleClient.county("CIVIL_AFFAIRS", "520203000000")
                .post("households/" + household.file() + "/members/" + household.member() + "/departure",
                        "{\"because\":\"DIED\",\"lastDay\":\"2018-03-10\"}").then().statusCode(201);
        look();
        assertTrue(hits(person).contains("AFTER_DEATH"), hits(person).toString());
        assertEquals("2", database.one("select figures::json ->> 'days' from finding where rule = 'AFTER_DEATH' and person_id = '"
                + person.id() + "'"));
    }

    @Test
    void aCategoryThatEndedBeforeAsIsRecordedAfterwardsIsFound() throws SQLException {
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-02", person);
        String category = household.approved("DIBAO", "2018-01-02");
        settled(hospital, SampleBill.of(person, "900.00").stay("2018-03-01", "2018-03-12"));
        look();
        assertEquals(List.of(), hits(person));
        household.exit(category, "2018-02-28").then().statusCode(201);
        look();
        assertEquals(List.of("CATEGORY_BACKDATED"), hits(person));
    }

    @Test
    void aClientThatReversesOftenIsFoundOnce() throws SQLException {
        String code = "HR" + String.format("%06d", Math.abs(SampleBill.newKey().hashCode() % 1_000_000));
        SampleClient.of(Role.SYSTEM_ADMIN).post("hospitals", "{\"code\":\"" + code + "\",\"name\":\"冲正测试\",\"level\":\"LEVEL_2\","
                + "\"place\":\"LOCAL\",\"division\":\"520201\",\"from\":\"2017-01-01\"}").then().statusCode(201);
        String client = "clerk-" + code;
        SampleClient own = SampleClient.of(
                Role.HOSPITAL, java.util.Map.of("hospital_code", code, "client_id", client));
        String sql = "select count(*) from finding where rule = 'FREQUENT_REVERSALS' and figures::json ->> 'clientId' = '" + client + "'";
        for (int i = 1; i <= 11; i++) {
            Response made = own.post("settlements", SampleBill.of(people.resident(), "90.00").at(code).toString());
            made.then().statusCode(201);
            own.post("settlements/" + made.path("id") + "/reversal", "{\"reason\":\"测试\"}").then().statusCode(201);
            if (i >= 9) {
                look();
                assertEquals(i >= 10 ? "1" : "0", database.one(sql), "after " + i);
            }
        }
    }

    @Test
    void theRulesAndHowFarTheyHaveComeAreTold() {
        SampleClient.of(Role.HOSPITAL).get("audit/rules").then().statusCode(403);
        auditor.get("audit/rules").then().statusCode(200)
                .body("items.id", equalTo(Arrays.stream(AuditRule.values()).map(Enum::name).toList()))
                .body("items", hasSize(AuditRule.values().length))
                .body("items[0].thresholds[0].value", equalTo("1"))
                .body("looked.lookedAt", notNullValue()).body("completeTo", notNullValue());
    }
}
