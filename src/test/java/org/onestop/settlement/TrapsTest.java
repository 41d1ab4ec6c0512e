package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;

/** What comparable systems fell into, as far as no other test shows that this one doesn't. */
@QuarkusTest
class TrapsTest {

    /** What all settlements look at; a lock on any of these rows would make them wait for each other. */
    private static final List<String> SHARED = List.of(
            "client", "hospital_period", "catalogue_item", "reference_version", "policy_set", "policy_value");

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    /** A hot row inside the commit makes a fast service slow; here somebody holds all that are shared. */
    @Test
    void aSettlementWaitsForNoRowThatOthersShare() throws Exception {
        hospital.settled(SampleBill.of(people.resident(), "10.00"));
        SampleBill bill = SampleBill.of(people.resident(), "10.00");
        try (Connection other = database.asSuperuser();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            for (String table : SHARED) {
                lock.execute("select from " + table + " for update");
            }
            hospital.settled(bill);
            other.rollback();
        }
    }

    /** Work without its audit trail does not go on. */
    @Test
    void withoutItsRecordInTheJournalNothingIsSettledOrReversed() throws Exception {
        Sample person = people.resident();
        String id = hospital.settled(SampleBill.of(person, "10.00")).extract().path("id");
        String key = SampleBill.newKey();
        SampleBill bill = SampleBill.of(person, "20.00");
        database.run("revoke insert on journal_record from onestop_service");
        try {
            hospital.settle(key, bill).then().statusCode(500).body("code", equalTo("internal-error"));
            hospital.reverse(SampleBill.newKey(), id).then().statusCode(500);
        } finally {
            database.run("grant insert on journal_record to onestop_service");
        }
        hospital.inquire(key, false).then().body("state", equalTo("UNKNOWN"));
        hospital.read(id).then().body("state", equalTo("STANDING"));
        hospital.settle(key, bill).then().statusCode(201).header("Idempotent-Replayed", nullValue());
        assertEquals(List.of(), database.column("select person_id from accumulator_difference"));
    }

    @Test
    void aRefusalThatCannotBeRecordedIsAFault() throws Exception {
        SampleBill bill = SampleBill.of(people.resident(), "10.00").name("别人");
        database.run("revoke insert on refusal_record from onestop_service");
        try {
            hospital.settle(SampleBill.newKey(), bill).then().statusCode(500).body("code", equalTo("internal-error"));
        } finally {
            database.run("grant insert on refusal_record to onestop_service");
        }
    }

    /** The year of a cap is the benefit date's, not the clock's and not the admission's. */
    @Test
    void aStayThatCrossesNewYearBelongsWhollyToTheYearOfDischarge() throws Exception {
        Sample person = people.resident();
        hospital.settled(SampleBill.of(person, "1000.00").stay("2017-12-20", "2017-12-31"))
                .body("accumulatorsAfter.year", equalTo(2017))
                .body("accumulatorsAfter.basicPaid", equalTo("450.00"));
        // The second admission of 2018 would be halved; this is its first.
        hospital.settled(SampleBill.of(person, "1000.00").stay("2017-12-28", "2018-01-03"))
                .body("accumulatorsAfter.year", equalTo(2018))
                .body("accumulatorsAfter.admissions", equalTo(1))
                .body("accumulatorsAfter.basicPaid", equalTo("450.00"));
        assertEquals(
                List.of("2017 1 45000", "2018 1 45000"),
                database.column("select year || ' ' || admissions || ' ' || resident_basic_paid from accumulator"
                        + " where person_id = '" + person.id() + "' order by year"));
    }

    /** Bills at random through a year: a preview, and the settlement that follows it, say the same in every member. */
    @Test
    void aPreviewIsWhatTheSettlementAfterItComesTo() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Sample person = people.resident(HardshipCategory.DIBAO);
        for (int i = 0; i < 25; i++) {
            String amount = Money.ofFen(1 + random.nextInt(4_000_000)).toString();
            SampleBill bill = SampleBill.of(person, amount).line("C0203030010100101234", "1", "9000.00", "9000.00");
            if (random.nextInt(3) == 0) {
                bill.visit(random.nextBoolean() ? "OUTPATIENT" : "OUTPATIENT_CHRONIC", "2018-05-0" + (1 + i % 9));
            }
            JsonPath shown = hospital.preview(bill).then().statusCode(200).extract().jsonPath();
            String shownPays = shown.getString("split.patientPays");
            JsonPath settled = hospital.settled(bill.expecting(shownPays)).extract().jsonPath();
            assertEquals(decided(shown), decided(settled), "seed " + seed + ", bill " + i);
        }
    }

    /** All but what only a settlement has. */
    private static Map<String, Object> decided(JsonPath answer) {
        Map<String, Object> members = new java.util.TreeMap<>(answer.getMap(""));
        List.of("id", "status", "settledAt", "recordDigest").forEach(members::remove);
        return members;
    }
}
