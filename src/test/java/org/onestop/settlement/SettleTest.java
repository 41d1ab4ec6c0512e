package org.onestop.settlement;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;

/** A bill in, a split out. */
@QuarkusTest
class SettleTest {

    @Inject
    SamplePeople people;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    @Test
    void aWrongNameIsRefusedWithoutTellingTheRightOne() {
        Sample person = people.named("保密某某");
        hospital.settle(SampleBill.newKey(), SampleBill.of(person, "500.00").name("别人"))
                .then()
                .statusCode(422)
                .body("code", equalTo("person-name-mismatch"))
                .body(not(containsString("保密某某")))
                .body(not(containsString(person.idNumber())));
    }

    @Test
    void whoIsUnknownOrNotInsuredOnTheDayIsRefused() {
        String stranger = SamplePeople.number(800_000);
        hospital.settle(SampleBill.newKey(), new SampleBill(stranger, "陌生人").line(SampleBill.CLASS_A, "1", "5", "5.00"))
                .then()
                .statusCode(422)
                .body("code", equalTo("person-not-insured"))
                .body("detail", not(containsString(stranger)));
        SampleBill suspended =
                new SampleBill("520299198802141149", "样例卯").line(SampleBill.CLASS_A, "1", "500", "500.00");
        hospital.preview(suspended).then().statusCode(200);
        hospital.preview(suspended.stay("2018-05-28", "2018-06-01"))
                .then()
                .statusCode(422)
                .body("code", equalTo("person-not-insured"))
                .body("detail", containsString("2018-06-01"));
        hospital.preview(suspended.stay("2018-05-28", "2018-05-31")).then().statusCode(200);
    }

    @Test
    void careOutsideTheCityNeedsItsReferralStated() {
        SampleBill bill = SampleBill.of(people.resident(), "5000.00").at("H53010200008");
        SampleHospital kunming = SampleHospital.of("H53010200008");
        kunming.preview(bill).then().statusCode(422).body("code", equalTo("referral-required"));
        kunming.preview(bill.referral("EMERGENCY")).then().statusCode(200);
    }

    @Test
    void noPolicyIsInForceBeforeTheFirstValue() {
        hospital.preview(SampleBill.of(people.resident(), "5.00").stay("2016-12-01", "2016-12-31"))
                .then()
                .statusCode(422)
                .body("code", equalTo("no-policy-in-force"));
    }

    @Test
    void whatThePatientWasShownIsWhatIsCharged() {
        SampleBill bill = SampleBill.of(people.resident(), "1000.00");
        hospital.settle(SampleBill.newKey(), bill.expecting("549.99"))
                .then()
                .statusCode(409)
                .body("code", equalTo("split-changed"))
                .body("preview.split.patientPays", equalTo("550.00"));
        hospital.preview(bill).then().statusCode(200);
        hospital.settled(bill.expecting("550.00")).body("split.patientPays", equalTo("550.00"));
    }

    @Test
    void aBillIsSettledOnceWhateverTheKey() {
        SampleBill bill = SampleBill.of(people.resident(), "1000.00");
        String id = hospital.settled(bill).extract().path("id");
        hospital.settle(SampleBill.newKey(), bill)
                .then()
                .statusCode(409)
                .body("code", equalTo("bill-already-settled"))
                .body("settlement", equalTo("/api/v1/settlements/" + id));
        hospital.preview(bill).then().statusCode(409).body("settlement", endsWith(id));
        SampleHospital.CENTRAL
                .settled(SampleBill.of(people.resident(), "1000.00").at("H52020100002").billNo(bill.billNo()));
    }

    /** Columns: who, hospital, referral, encounter, dates, amounts in scope, then what must come out. */
    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvFileSource(resources = "/cases/sandbox-bills.csv", numLinesToSkip = 1, nullValues = "-")
    void everyoneOfTheSandboxGetsWhatTheRuleGives(
            String why,
            String name,
            String idNumber,
            String hospitalCode,
            String referral,
            String type,
            String from,
            String to,
            String amount,
            String basic,
            String critical,
            String assistance,
            String tilt,
            String patient,
            String mutualAid) {
        SampleBill bill = new SampleBill(idNumber, name).line(SampleBill.CLASS_A, "1", amount, amount).at(hospitalCode);
        if (type.equals("INPATIENT")) {
            bill.stay(from, to);
        } else {
            bill.visit(type, to);
        }
        if (referral != null) {
            bill.referral(referral);
        }
        Map<String, String> split = SampleHospital.of(hospitalCode)
                .preview(bill)
                .then()
                .statusCode(200)
                .body("mutualAid.expected", equalTo(mutualAid))
                .extract()
                .path("split");
        Map<String, String> expected = new TreeMap<>(split);
        expected.putAll(Map.of(
                "total", amount,
                "basic", basic,
                "criticalIllness", critical,
                "medicalAssistance", assistance,
                "tiltAid", tilt,
                "patientPays", patient));
        assertEquals(expected, new TreeMap<>(split));
    }

    @Test
    void previewAndSettlementAreTheSame() {
        Sample person = people.resident(HardshipCategory.DIBAO);
        for (String amount : List.of("1234.56", "60000.00", "150000.00")) {
            SampleBill bill = SampleBill.of(person, amount);
            Map<String, Object> preview = hospital.preview(bill).then().statusCode(200).extract().path("$");
            Map<String, Object> settled = hospital.settled(bill).extract().path("$");
            for (String member : List.of("split", "tiers", "trace", "lines", "policies", "accumulatorsAfter", "mutualAid")) {
                assertEquals(preview.get(member), settled.get(member), member);
            }
        }
    }

    @Test
    void theAnswerTellsWhereItIsAndMasksThePatient() {
        Sample person = people.resident(HardshipCategory.DIBAO);
        ValidatableResponse answer = hospital.settled(SampleBill.of(person, "1000.00"));
        String id = answer.extract().path("id");
        answer.header("Location", endsWith("/api/v1/settlements/" + id))
                .body("status", equalTo("SETTLED"))
                .body("patient.idNumber", equalTo("520299********" + person.idNumber().substring(14)))
                .body("patient.name", equalTo("测**"))
                .body("household.category", equalTo("DIBAO"))
                .body("household.assistanceClass", equalTo(2))
                .body("accumulatorsAfter.admissions", equalTo(1))
                .body("state", nullValue())
                .body(not(containsString(person.idNumber())));
        hospital.read(id).then().statusCode(200).body("state", equalTo("STANDING")).body("id", equalTo(id));
    }

    @Test
    void theCatalogueDecidesAndWhatDiffersIsFlagged() {
        Sample person = people.resident();
        SampleBill bill = new SampleBill(person.idNumber(), person.name())
                .line("XB01ACA056A001010100002", "100", "0.80", "80.00")
                .line("C0203030010100101234", "1", "8800", "8800.00")
                .line("NOT-IN-THE-CATALOGUE", "1", "100", "100.00")
                .line(SampleBill.CLASS_A, "1", "10", "10.00");
        ((com.fasterxml.jackson.databind.node.ObjectNode) bill.json().at("/lines/0")).put("catalogueClass", "B");
        ((com.fasterxml.jackson.databind.node.ObjectNode) bill.json().at("/lines/3")).put("chargedOn", "2018-03-13");
        hospital.settled(bill)
                .body("lines[0].overCeiling", equalTo("15.00"))
                .body("lines[0].catalogueClass", equalTo("A"))
                .body("lines[0].flags", equalTo(List.of("DECLARED_DIFFERS")))
                .body("lines[1].overCeiling", equalTo("1000.00"))
                .body("lines[1].firstPay", equalTo("1560.00"))
                .body("lines[1].flags", hasSize(0))
                .body("lines[2].catalogueClass", equalTo("C"))
                .body("lines[2].ownPay", equalTo("100.00"))
                .body("lines[2].flags", equalTo(List.of("UNLISTED")))
                .body("lines[3].flags", equalTo(List.of("CHARGED_OUTSIDE_STAY")));
    }

    @Test
    void settlementsAreFoundByBillNumberAndByDays() {
        Sample person = people.resident();
        SampleBill bill = SampleBill.of(person, "1000.00");
        String id = hospital.settled(bill).extract().path("id");
        String day = hospital.read(id).then().extract().<String>path("settledAt").substring(0, 10);
        hospital.request().get("/api/v1/settlements?billNo=" + bill.billNo()).then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(id)));
        SampleHospital.CENTRAL.request().get("/api/v1/settlements?billNo=" + bill.billNo()).then()
                .statusCode(200)
                .body("items", hasSize(0));
        String next = null;
        List<String> seen = new java.util.ArrayList<>();
        do {
            ValidatableResponse page = hospital.request()
                    .get("/api/v1/settlements?limit=3&from=" + day + "&to=" + day + (next == null ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200);
            seen.addAll(page.extract().path("items.id"));
            next = page.extract().path("next");
        } while (next != null);
        assertEquals(seen.stream().distinct().count(), seen.size());
        org.junit.jupiter.api.Assertions.assertTrue(seen.contains(id));
        hospital.request().get("/api/v1/settlements?from=2001-01-01&to=2001-12-31").then().body("items", hasSize(0));
    }

    @Test
    void theNumberIsLookedUpWhateverTheNamesForm() {
        Sample person = people.named("ABC测试");
        hospital.settled(SampleBill.of(person, "1.00").name("  ＡＢＣ测试 "));
    }

    @Test
    void eligibilityTellsWhatTheYearHasLeft() {
        Sample person = people.resident(HardshipCategory.DIBAO);
        hospital.settled(SampleBill.of(person, "10400.00"));
        hospital.request()
                .body("{\"idNumber\":\"" + person.idNumber() + "\",\"onDate\":\"2018-12-31\"}")
                .post("/api/v1/eligibility")
                .then()
                .statusCode(200)
                .body("person.name", equalTo("测**"))
                .body("insurance.scheme", equalTo("RESIDENT"))
                .body("household.assistanceClass", equalTo(2))
                .body("household.categories.category", hasItem("DIBAO"))
                .body("accumulators.admissions", equalTo(1))
                .body("accumulators.balances.find { it.name == 'basicPaid' }.used", equalTo("7500.00"))
                .body("accumulators.balances.find { it.name == 'basicPaid' }.left", equalTo("142500.00"))
                .body("accumulators.balances.find { it.name == 'criticalDeductible' }.limit", equalTo("3500.00"));
    }
}
