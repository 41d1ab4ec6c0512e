package org.onestop.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.Place;
import org.onestop.bill.BillReader;
import org.onestop.bill.ReceivedBill;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;
import org.onestop.settlement.ShippedClasses;

/** The made-up year: who visits whom, when and for how much, and the bills that come of it. */
class YearPlanTest {

    private static final long SEED = 20180114;
    private static final int VISITS = 20_000;

    private static JsonNode sandbox;
    private static City city;
    private static List<YearHospital> hospitals;
    private static List<YearVisit> visits;

    @BeforeAll
    static void make() throws IOException {
        sandbox = new ObjectMapper().readTree(YearPlanTest.class.getResourceAsStream("/sandbox/sandbox.json"));
        JsonNode own = new ObjectMapper().readTree(YearPlanTest.class.getResourceAsStream(DemonstrationCity.FILE));
        city = City.made(SEED, CityFigures.published(), sandbox, ShippedClasses.make());
        hospitals = YearHospital.on(LocalDate.of(2018, 1, 14), List.of(sandbox, own));
        visits = plan(SEED).visits(VISITS);
    }

    private static YearPlan plan(long seed) {
        return new YearPlan(city, 2018, hospitals, seed);
    }

    @Test
    void thereAreAsManyAsWereAskedForInTheOrderOfTheirDates() {
        assertEquals(VISITS, visits.size());
        for (int i = 0; i < VISITS; i++) {
            assertEquals(i + 1, visits.get(i).number());
            assertEquals(2018, visits.get(i).on().getYear());
            assertTrue(i == 0 || !visits.get(i).on().isBefore(visits.get(i - 1).on()));
        }
    }

    @Test
    void everyHospitalIsVisitedEvenInAShortYear() {
        assertEquals(56, hospitals.size());
        for (List<YearVisit> year : List.of(visits, plan(SEED).visits(100))) {
            assertEquals(
                    Set.copyOf(hospitals), year.stream().map(YearVisit::hospital).collect(Collectors.toSet()));
        }
    }

    @Test
    void onlyWhoIsInsuredAllTheYearVisits() {
        for (YearVisit visit : visits) {
            assertTrue(visit.person().insurance().suspendedFrom() == null);
            LocalDate first = visit.admittedOn() == null ? visit.on() : visit.admittedOn();
            assertFalse(first.isBefore(visit.person().born()));
            assertFalse(visit.on().isBefore(visit.person().insurance().from()));
            assertEquals(visit.type() == EncounterType.INPATIENT, visit.admittedOn() != null);
            assertEquals(visit.hospital().place() == Place.LOCAL, visit.referral() == null);
        }
    }

    /** The shares that the documentation tells, within two in a hundred of all visits. */
    @Test
    void theYearIsAsTheDocumentationTellsIt() {
        Map<EncounterType, Long> types =
                visits.stream().collect(Collectors.groupingBy(YearVisit::type, Collectors.counting()));
        near(420, types.get(EncounterType.INPATIENT));
        near(140, types.get(EncounterType.OUTPATIENT));
        near(440, types.get(EncounterType.OUTPATIENT_CHRONIC));
        near(30, visits.stream().filter(visit -> visit.hospital().place() == Place.OUTSIDE).count());
        near(50, visits.stream().filter(visit -> visit.hospital().place() == Place.PROVINCE).count());
        long patients = visits.stream().map(visit -> visit.person().idNumber()).distinct().count();
        assertTrue(patients > 7_500 && patients < 9_500, () -> patients + " patients");
        assertTrue(visits.stream().filter(visit -> visit.fate() == YearVisit.Fate.CORRECTED).count() > 80);
        assertTrue(visits.stream().filter(visit -> visit.fate() == YearVisit.Fate.REVERSED).count() > 40);
    }

    private static void near(long perMille, long counted) {
        assertTrue(Math.abs(counted * 1000 / VISITS - perMille) <= 20, () -> counted + " are not " + perMille + " per mille");
    }

    @Test
    void everyBillIsOneThatAHospitalCouldSend() throws IOException {
        YearBills bills = new YearBills(sandbox, SEED);
        Set<String> numbers = new HashSet<>();
        for (YearVisit visit : visits.subList(0, 2_000)) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                byte[] sent = bills.bill(visit, attempt);
                Fields fields = Fields.of(JsonBody.read(new ByteArrayInputStream(sent)));
                ReceivedBill bill = BillReader.settlement(fields);
                fields.refuseIfFaulty();
                assertTrue(numbers.add(bill.hospitalCode() + bill.billNo()));
                assertEquals(total(sent), new BigDecimal(bill.totalAmount().toString()));
                assertTrue(bill.totalAmount().fen() > 0);
            }
        }
    }

    private static BigDecimal total(byte[] bill) throws IOException {
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode line : new ObjectMapper().readTree(bill).get("lines")) {
            BigDecimal amount = new BigDecimal(line.get("amount").textValue());
            BigDecimal computed = new BigDecimal(line.get("quantity").textValue())
                    .multiply(new BigDecimal(line.get("unitPrice").textValue()));
            assertEquals(0, computed.compareTo(amount));
            total = total.add(amount);
        }
        return total;
    }

    @Test
    void aBillComesToAboutWhatWasDrawn() {
        YearBills bills = new YearBills(sandbox, SEED);
        long drawn = 0;
        long billed = 0;
        for (YearVisit visit : visits.subList(0, 2_000)) {
            Fields fields = Fields.of(JsonBody.read(new ByteArrayInputStream(bills.bill(visit, 1))));
            drawn += visit.fen();
            billed += BillReader.settlement(fields).totalAmount().fen();
        }
        assertTrue(billed > drawn * 7 / 10 && billed < drawn * 11 / 10, drawn + " drawn, billed " + billed);
    }

    @Test
    void theSameSeedMakesTheSameYear() {
        List<YearVisit> again = plan(SEED).visits(VISITS);
        assertEquals(visits, again);
        assertNotEquals(visits, plan(SEED + 1).visits(VISITS));
        for (YearVisit visit : visits.subList(0, 200)) {
            assertArrayEquals(new YearBills(sandbox, SEED).bill(visit, 1), new YearBills(sandbox, SEED).bill(visit, 1));
        }
    }

    @Test
    void everyStepOfEveryVisitHasAKeyOfItsOwn() {
        Set<String> keys = new HashSet<>();
        for (YearVisit visit : visits) {
            for (String step : List.of("settle", "reverse", "correct")) {
                assertTrue(keys.add(visit.key(step)) && visit.key(step).length() <= 64);
            }
        }
    }
}
