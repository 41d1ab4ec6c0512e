package org.onestop.audit;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** What was settled in a month less what was reversed in it. Months of the past are made by hand: nothing settles in them. */
@QuarkusTest
class MonthlyReportTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Inject
    SettlementProjection projection;

    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);

    private Response report(String month) {
        Response answer = auditor.get("audit/reports/monthly?month=" + month);
        answer.then().statusCode(200);
        return answer;
    }

    @Test
    void aMonthIsNeeded() {
        for (String query : List.of("", "?month=2018", "?month=2018-13", "?month=2018-01&x=1")) {
            auditor.get("audit/reports/monthly" + query).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
    }

    @Test
    void anEmptyMonthIsNothing() {
        report("1999-01").then().body("total.settled", equalTo(0)).body("total.split.total", equalTo("0.00"))
                .body("total.averageBurden", equalTo(null)).body("total.shareCovered", equalTo(null))
                .body("categories", equalTo(List.of())).body("payers.amount", equalTo(List.of("0.00", "0.00", "0.00", "0.00", "0.00")));
    }

    /** Amounts by hand: 100.00, 200.01 and 50.00, of which the funds pay 60.00, 150.00 and 0; the second reversed later. */
    @Test
    void settledLessReversedAndMonthsAddUp() throws Exception {
        try {
            row("00000000-0000-4000-8000-000000000001", "2001-01-31", "DIBAO", 10_000, 6_000, null);
            row("00000000-0000-4000-8000-000000000002", "2001-01-05", "DIBAO", 20_001, 15_000, "2001-02-03");
            row("00000000-0000-4000-8000-000000000003", "2001-01-06", null, 5_000, 0, null);
            row("00000000-0000-4000-8000-000000000004", "2001-02-06", null, 1_000, 1_000, "2001-02-07");
            report("2001-01").then()
                    .body("total.settled", equalTo(3)).body("total.reversed", equalTo(0))
                    .body("total.split.total", equalTo("350.01")).body("total.split.patientPays", equalTo("140.01"))
                    .body("total.averageBurden", equalTo("46.67")).body("total.shareCovered", equalTo("0.60"))
                    .body("categories.key", equalTo(java.util.Arrays.asList("DIBAO", null)))
                    .body("categories[0].split.fundTotal", equalTo("210.00"))
                    .body("categories[0].averageBurden", equalTo("45.01"))
                    .body("categories[0].shareCovered", equalTo("0.70"))
                    .body("categories[1].shareCovered", equalTo("0.00"))
                    .body("divisions[0].key", equalTo("520201")).body("divisions[0].name", equalTo("钟山区"))
                    .body("payers.payer", equalTo(List.of("basic", "criticalIllness", "medicalAssistance", "tiltAid", "patientPays")))
                    .body("payers[0].share", equalTo("0.60"));
            report("2001-02").then()
                    .body("total.settled", equalTo(1)).body("total.reversed", equalTo(2))
                    .body("total.split.total", equalTo("-200.01")).body("total.split.basic", equalTo("-150.00"))
                    .body("total.averageBurden", equalTo(null)).body("total.shareCovered", equalTo(null));
        } finally {
            database.run("delete from audit_settlement where id::text like '00000000-0000-4000-8000-%'");
        }
    }

    private void row(String id, String settledOn, String category, long total, long basic, String reversedOn) throws Exception {
        database.run("insert into audit_settlement (id, settled_at, benefit_date, person_id, hospital_code, hospital_level,"
                + " bill_no, division, category, scheme, encounter_type, lines, flags, total, own_pay, over_ceiling,"
                + " first_pay, in_scope, basic, critical_illness, medical_assistance, tilt_aid, patient_pays, mutual_aid_expected,"
                + " reversal_id, reversed_at, reversed_on) values ('" + id + "', '" + settledOn + " 23:30+08', '"
                + settledOn + "', '" + id + "', 'H52020100001', 'LEVEL_2', 'R', '520201', " + quoted(category)
                + ", 'RESIDENT', 'INPATIENT', 1, 0, " + total + ", 0, 0, 0, " + total + ", " + basic + ", 0, 0, 0, " + (total - basic)
                + ", 0, " + (reversedOn == null ? "null" : "'" + id + "'") + ", " + quoted(reversedOn) + ", " + quoted(reversedOn) + ")");
    }

    private static String quoted(String text) {
        return text == null ? "null" : "'" + text + "'";
    }

    /** The lines of each grouping add up to the total, and the report to the totals of the search. */
    @Test
    void everyGroupingAddsUp() {
        SampleHospital hospital = SampleHospital.ZHONGSHAN;
        hospital.settled(SampleBill.of(people.resident(HardshipCategory.DESTITUTE), "3000.00"));
        String undone = hospital.settled(SampleBill.of(people.employee(), "500.00")).extract().path("id");
        hospital.reverse(SampleBill.newKey(), undone).then().statusCode(201);
        projection.catchUp();
        String month = auditor.get("audit/access-log?limit=1").<String>path("items[0].accessedAt").substring(0, 7);
        Response report = report(month);
        for (String grouping : List.of("categories", "hospitals", "divisions")) {
            List<Map<String, Object>> lines = report.path(grouping);
            for (String amount : report.<Map<String, String>>path("total.split").keySet()) {
                assertEquals(report.<String>path("total.split." + amount), sum(lines, amount), grouping + " " + amount);
            }
            assertEquals(report.<Integer>path("total.settled"), lines.stream().mapToInt(line -> (int) line.get("settled")).sum());
            assertEquals(report.<Integer>path("total.reversed"), lines.stream().mapToInt(line -> (int) line.get("reversed")).sum());
        }
        assertEquals(report.<String>path("total.split.total"), report.<List<String>>path("payers.amount").stream()
                .map(Money::parse).reduce(Money.ZERO, Money::plus).toString());
    }

    @SuppressWarnings("unchecked")
    private static String sum(List<Map<String, Object>> lines, String amount) {
        return lines.stream().map(line -> Money.parse(((Map<String, String>) line.get("split")).get(amount)))
                .reduce(Money.ZERO, Money::plus).toString();
    }
}
