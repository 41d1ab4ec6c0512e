package org.onestop.recomputation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** What is stored comes out again, or is named to the fen. */
@QuarkusTest
@SuppressWarnings("try")
class RecomputationTest {

    private static final SampleRecomputation AUDITOR = SampleRecomputation.AUDITOR;

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    private String settled(SampleBill bill) {
        return hospital.settled(bill).extract().path("id");
    }

    /** Three settlements of a year; the second is undone before the third. */
    private record Year(Sample person, String first, String second, String reversal, String third) {

        List<String> ids() {
            return List.of(first, second, third);
        }
    }

    private Year year() {
        return year(people.resident(HardshipCategory.DIBAO));
    }

    private Year year(Sample person) {
        String first = settled(SampleBill.of(person, "9000.00").stay("2018-02-01", "2018-02-11"));
        String second = settled(SampleBill.of(person, "12345.67").stay("2018-03-01", "2018-03-11"));
        String reversal = hospital.reverse(SampleBill.newKey(), second).then().statusCode(201).extract().path("id");
        SampleBill bill = SampleBill.of(person, "12300.07")
                .line("C0203030010100101234", "1", "18800", "18800.00")
                .line("NOT-LISTED", "2", "33.33", "66.66")
                .stay("2018-03-01", "2018-03-11");
        String pays = hospital.preview(bill).path("split.patientPays");
        return new Year(person, first, second, reversal, settled(bill.expecting(pays)));
    }

    private List<String> differences(List<String> ids) {
        JsonPath job = AUDITOR.done(SampleRecomputation.of(ids));
        List<Map<String, Object>> found = AUDITOR.differences(job);
        assertEquals(job.getInt("differences"), found.size());
        return SampleRecomputation.lines(found);
    }

    @Test
    void whatIsStoredComesOutAgain() {
        List<String> ids = new ArrayList<>();
        ids.addAll(year().ids());
        ids.addAll(year(people.employee()).ids());
        ids.addAll(year(people.seriouslyIll(HardshipCategory.EXPENDITURE)).ids());
        List<String> ofMembers = new ArrayList<>();
        for (String member : List.of("52029919781010110X 样例癸", "520299198311111113 样例子")) {
            SampleBill bill = new SampleBill(member.split(" ")[0], member.split(" ")[1]);
            ofMembers.add(settled(bill.line(SampleBill.CLASS_A, "1", "23456.78", "23456.78")));
        }
        ids.addAll(ofMembers);
        Sample chronic = people.employee();
        ids.add(settled(SampleBill.of(chronic, "700.00").visit("OUTPATIENT_CHRONIC", "2018-05-02")));
        ids.add(settled(SampleBill.of(chronic, "900.01").visit("OUTPATIENT", "2018-05-03")));
        JsonPath job = AUDITOR.done(SampleRecomputation.of(ids));
        assertEquals(List.of(), SampleRecomputation.lines(AUDITOR.differences(job)));
        assertEquals(
                "STORED " + ids.size() + " " + ids.size() + " 6 0 0",
                job.getString("mode") + " " + job.getInt("settlementsSelected") + " " + job.getInt("settlements") + " "
                        + job.getInt("people") + " " + job.getInt("recordsDiffering") + " " + job.getInt("differences"));
        // Everybody's sandbox is left as it was.
        ofMembers.forEach(id -> hospital.reverse(SampleBill.newKey(), id).then().statusCode(201));
        assertEquals(List.of(), differences(ofMembers));
    }

    @Test
    void twoColumnsOfASplitAreNamedWithTheirSteps() throws Exception {
        Year year = year();
        try (Forgery forged = settlement(year.first(), "basic = basic + 1, patient_pays = patient_pays - 1")) {
            assertEquals(
                    List.of(
                            "SETTLEMENT COLUMN DIFFERS basic -0.01 BASIC",
                            "SETTLEMENT COLUMN DIFFERS patient_pays 0.01 PATIENT"),
                    differences(year.ids()));
        }
        assertEquals(List.of(), differences(year.ids()));
    }

    @ParameterizedTest
    @CsvSource({
        "mutual_aid_expected, COLUMN, mutual_aid_expected, -",
        "moved_basic_paid, MOVEMENT, moved_basic_paid, BASIC",
        "moved_critical_base, MOVEMENT, moved_critical_base, CRITICAL_ILLNESS",
        "moved_assistance_paid, MOVEMENT, moved_assistance_paid, MEDICAL_ASSISTANCE",
        "moved_mutual_aid_burden, MOVEMENT, moved_mutual_aid_burden, -"
    })
    void oneColumnIsNamed(String column, String part, String name, String tier) throws Exception {
        Year year = year();
        for (String id : List.of(year.first(), year.third())) {
            try (Forgery forged = settlement(id, column + " = " + column + " + 1")) {
                assertEquals(
                        List.of("SETTLEMENT " + part + " DIFFERS " + name + " -0.01 " + tier), differences(year.ids()));
            }
        }
    }

    private Forgery settlement(String id, String set) throws Exception {
        return Forgery.of(database, "settlement", "id = '" + id + "'", "update settlement set " + set);
    }

    @ParameterizedTest
    @CsvSource({
        "/split/basic, BASIC",
        "/split/firstPay, SCOPE",
        "/split/fundTotal, PATIENT",
        "/tiers/0/paid, BASIC",
        "/tiers/1/base, CRITICAL_ILLNESS",
        "/tiers/2/bands/0/amount, MEDICAL_ASSISTANCE",
        "/mutualAid/expected, -",
        "/trace/0/result, SCOPE",
        "/trace/5/result, BASIC",
        "/lines/1/inScope, SCOPE",
        "/accumulatorsAfter/assistancePaid, MEDICAL_ASSISTANCE"
    })
    void oneAmountOfAnAnswerIsNamedWithItsStep(String pointer, String tier) throws Exception {
        Year year = year();
        String answer = Forgery.oneMore(document("answer", year.third()), pointer);
        try (Forgery forged = settlement(year.third(), "answer = convert_to($x$" + answer + "$x$, 'UTF8')")) {
            assertEquals(List.of("SETTLEMENT ANSWER DIFFERS " + pointer + " -0.01 " + tier), differences(year.ids()));
        }
    }

    private String document(String column, String id) throws Exception {
        return database.one("select " + (column.equals("answer") ? "convert_from(answer, 'UTF8')" : column)
                + " from settlement where id = '" + id + "'");
    }

    /** A sentence may be worded otherwise one day; a number in it may not. Other changes are the digest's to find. */
    @Test
    void anAmountInASentenceIsNamed() throws Exception {
        Year year = year();
        String sentence = "update settlement set answer = convert_to(regexp_replace(convert_from(answer, 'UTF8'),"
                + " '9000\\.00元', '9000.01元'), 'UTF8')";
        try (Forgery forged = Forgery.of(database, "settlement", "id = '" + year.first() + "'", sentence)) {
            List<String> found = differences(year.ids());
            assertEquals(1, found.size(), found::toString);
            assertTrue(found.get(0).matches("SETTLEMENT ANSWER DIFFERS /trace/[0-9]+/text - SCOPE"), found::toString);
        }
    }

    @Test
    void theTotalsThatASettlementStartsFromAreNamedWhereTheyBegin() throws Exception {
        Year year = year();
        String input = Forgery.oneMore(document("input", year.third()), "/before/resident/basicPaid");
        try (Forgery forged = settlement(year.third(), "input = $x$" + input + "$x$")) {
            assertEquals(
                    List.of("SETTLEMENT INPUT DIFFERS /before/resident/basicPaid -0.01 -"), differences(year.ids()));
        }
    }

    @Test
    void anAmountOfTheBillChangesWhatComesOutAndNothingOfTheSettlementsBehind() throws Exception {
        Year year = year();
        String input = Forgery.oneMore(document("input", year.first()), "/bill/lines/0/6");
        try (Forgery forged = settlement(year.first(), "input = $x$" + input + "$x$")) {
            JsonPath job = AUDITOR.done(SampleRecomputation.of(year.ids()));
            List<Map<String, Object>> found = AUDITOR.differences(job);
            List<String> lines = SampleRecomputation.lines(found);
            assertEquals("SETTLEMENT INPUT DIFFERS /bill/totalAmount 0.01 -", lines.get(0));
            assertTrue(lines.contains("SETTLEMENT COLUMN DIFFERS total 0.01 SCOPE"), lines::toString);
            assertEquals(1, lines.stream().filter(line -> line.contains(" /trace/") && line.contains("/result")).count());
            assertTrue(found.stream().allMatch(each -> each.get("settlementId").equals(year.first())), lines::toString);
            assertEquals(1, job.getInt("recordsDiffering"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/bill/totalAmount, -0.01", "/bill/expectedPatientPays, -0.01"})
    void whatABillSaysTwiceIsNamed(String pointer, String difference) throws Exception {
        Year year = year();
        String input = Forgery.oneMore(document("input", year.third()), pointer);
        try (Forgery forged = settlement(year.third(), "input = $x$" + input + "$x$")) {
            assertEquals(
                    List.of("SETTLEMENT INPUT DIFFERS " + pointer + " " + difference + " -"), differences(year.ids()));
        }
    }

    /** The price of a line within a fen of its amount decides nothing here: only the digest tells. */
    @Test
    void whatNoAmountShowsTheDigestShows() throws Exception {
        Year year = year();
        String input = document("input", year.first()).replace("\"9000.00\"", "\"9000.01\"").replace("\"9000\"", "\"9000.01\"");
        try (Forgery forged = settlement(year.first(), "input = $x$" + input + "$x$")) {
            assertEquals(List.of("SETTLEMENT DIGEST DIFFERS record_digest - -"), differences(year.ids()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", "{\"form\":2}", "{\"form\":1,\"level\":\"LEVEL_9\"}"})
    void anInputThatCannotBeReadIsADifference(String input) throws Exception {
        Year year = year();
        try (Forgery forged = settlement(year.first(), "input = '" + input + "'")) {
            assertEquals(List.of("SETTLEMENT INPUT UNREADABLE  - -"), differences(year.ids()));
        }
    }

    @Test
    void anAnswerThatCannotBeReadIsADifference() throws Exception {
        Year year = year();
        try (Forgery forged = settlement(year.first(), "answer = '\\x00ff'")) {
            assertEquals(List.of("SETTLEMENT ANSWER UNREADABLE  - -"), differences(year.ids()));
        }
    }

    @Test
    void aBillThatWouldBeRefusedIsADifference() throws Exception {
        Year year = year();
        String input = document("input", year.first()).replaceFirst("\"place\":\"LOCAL\"", "\"place\":\"OUTSIDE\"");
        try (Forgery forged = settlement(year.first(), "input = $x$" + input + "$x$")) {
            List<Map<String, Object>> found = AUDITOR.differences(AUDITOR.done(SampleRecomputation.of(year.ids())));
            assertEquals(List.of("SETTLEMENT INPUT REFUSED  - -"), SampleRecomputation.lines(found));
            assertEquals("referral-required", found.get(0).get("again"));
        }
    }

    @Test
    void aChangedValueOfTheLawIsADifference() throws Exception {
        Year year = year();
        String value = "id = 'resident.basic.inpatient_rate' and valid_from = '2017-01-01'";
        String forge = "update policy_value set value_json = replace(value_json, '0.75', '0.76')";
        try (Forgery forged = Forgery.of(database, "policy_value", value, forge)) {
            List<Map<String, Object>> found = AUDITOR.differences(AUDITOR.done(SampleRecomputation.of(year.ids())));
            assertFalse(found.isEmpty());
            assertTrue(found.stream().allMatch(each -> each.get("part").equals("POLICY")), found::toString);
            assertTrue(found.get(0).get("kept").toString().contains("resident.basic.inpatient_rate"), found::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mutual_aid_expected, COLUMN, mutual_aid_expected",
        "moved_basic_paid, MOVEMENT, moved_basic_paid",
        "moved_tilt_paid, MOVEMENT, moved_tilt_paid"
    })
    void oneAmountOfAReversalIsNamed(String column, String part, String name) throws Exception {
        Year year = year();
        String forge = "update settlement_reversal set " + column + " = " + column + " + 1";
        try (Forgery forged = Forgery.of(database, "settlement_reversal", "id = '" + year.reversal() + "'", forge)) {
            assertEquals(List.of("REVERSAL " + part + " DIFFERS " + name + " -0.01 -"), differences(year.ids()));
        }
    }

    @Test
    void oneAmountOfAReversalsAnswerIsNamed() throws Exception {
        Year year = year();
        String where = "id = '" + year.reversal() + "'";
        String answer = database.one("select convert_from(answer, 'UTF8') from settlement_reversal where " + where);
        for (String pointer : List.of("/split/basic", "/mutualAidExpected", "/accumulatorsAfter/basicCost")) {
            String forge = "update settlement_reversal set answer = convert_to($x$" + Forgery.oneMore(answer, pointer)
                    + "$x$, 'UTF8')";
            try (Forgery forged = Forgery.of(database, "settlement_reversal", where, forge)) {
                assertEquals(List.of("REVERSAL ANSWER DIFFERS " + pointer + " -0.01 -"), differences(year.ids()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resident_basic_paid", "employee_critical_paid", "assistance_paid", "mutual_aid_burden"})
    void oneTotalOfAYearIsNamed(String column) throws Exception {
        Year year = year();
        String where = "person_id = '" + year.person().id() + "' and year = 2018";
        String forge = "update accumulator set " + column + " = " + column + " + 1";
        try (Forgery forged = Forgery.of(database, "accumulator", where, forge)) {
            assertEquals(List.of("YEAR ACCUMULATOR DIFFERS " + column + " -0.01 -"), differences(year.ids()));
        }
    }

    @Test
    void aSettlementThatIsGoneIsMissed() throws Exception {
        Year year = year();
        try (Forgery forged = Forgery.of(database, "settlement", "id = '" + year.first() + "'", "delete from settlement")) {
            assertEquals(
                    List.of("SETTLEMENT SEQUENCE MISSING sequence - -"), differences(List.of(year.second(), year.third())));
        }
        try (Forgery forged = Forgery.of(database, "settlement", "id = '" + year.third() + "'", "delete from settlement")) {
            List<String> found = differences(List.of(year.second()));
            assertEquals("YEAR ACCUMULATOR DIFFERS version - -", found.get(0));
        }
        assertEquals(List.of(), differences(year.ids()));
    }

    @Test
    void whatDiffersBecomesAFindingOnce() throws Exception {
        Year year = year();
        try (Forgery forged = settlement(year.third(), "moved_basic_paid = moved_basic_paid + 1")) {
            for (int i = 0; i < 2; i++) {
                AUDITOR.done(SampleRecomputation.of(year.ids(), ",\"findings\":true"));
            }
        }
        String id = database.one("select id from finding where settlement_id = '" + year.third() + "'");
        assertEquals("1", database.one("select count(*) from finding where person_id = '" + year.person().id() + "'"));
        AUDITOR.client().get("audit/findings/" + id).then().statusCode(200)
                .body("kind", equalTo("RECOMPUTATION"))
                .body("state", equalTo("OPEN"))
                .body("reason", equalTo("STORED_RESULT_DIFFERS"))
                .body("fundDifference", equalTo("0.00"));
    }
}
