package org.onestop.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.TestDatabase;

/** What is wrong with a row takes no other row down, and what is wrong with a file is told without repeating it. */
@QuarkusTest
class ImportFaultsTest {

    private static final int KINDS = Fault.values().length;
    private static final int EACH = 5;

    private final SampleImporter office = SampleImporter.civilAffairs();

    @Inject
    TestDatabase database;

    /** A fault: how a good row becomes one that has it, and what is said of it. */
    private enum Fault {
        NO_FILE_NUMBER("fileNo", "missing-field", row -> cell(row, 0, "")),
        FILE_NUMBER_WITH_SPACE("fileNo", "invalid-text", row -> cell(row, 0, "IMP 1")),
        NO_AREA("area", "missing-field", row -> cell(row, 1, "")),
        AREA_OF_LETTERS("area", "invalid-text", row -> cell(row, 1, "52020100100A")),
        AREA_TOO_LONG("area", "too-long", row -> cell(row, 1, "5202010010010")),
        ANOTHER_COUNTY("area", "area-mismatch", row -> cell(row, 1, "520203001001")),
        NO_COMMUNITY("area", "value-out-of-range", row -> cell(row, 1, "520201001000")),
        UNKNOWN_CATEGORY("category", "unknown-value", row -> cell(row, 2, "富裕家庭")),
        UNKNOWN_GRADE("grade", "unknown-value", row -> cell(cell(row, 2, "困难职工"), 3, "极度困难")),
        WORKER_WITHOUT_GRADE("category", "grade-mismatch", row -> cell(row, 2, "困难职工")),
        GRADE_OF_NO_WORKER("grade", "grade-mismatch", row -> cell(row, 3, "深度困难")),
        CATEGORY_WITHOUT_BEGIN("categoryFrom", "missing-field", row -> cell(row, 4, "")),
        NO_SUCH_DAY("categoryFrom", "invalid-date", row -> cell(row, 4, "2018-02-30")),
        AMERICAN_DAY("categoryFrom", "invalid-date", row -> cell(row, 4, "1/14/2018")),
        CATEGORY_ENDS_BEFORE("category", "dates-out-of-order", row -> cell(row, 5, "2017-12-31")),
        NO_NUMBER("idNumber", "missing-field", row -> cell(row, 6, "")),
        WRONG_CHECK_DIGIT("idNumber", "id-number-invalid", ImportFaultsTest::otherCheckDigit),
        OLD_NUMBER("idNumber", "id-number-invalid", row -> cell(row, 6, "520299700202102")),
        SHORTENED_NUMBER("idNumber", "digits-lost", row -> cell(row, 6, "5.20299E+17")),
        NO_NAME("name", "missing-field", row -> cell(row, 7, " ")),
        BROKEN_NAME("name", "invalid-text", row -> cell(row, 7, "导\uFFFD甲")),
        UNKNOWN_RELATION("relation", "unknown-value", row -> cell(row, 8, "邻居")),
        ILL_OR_NOT("seriouslyIll", "unknown-value", row -> cell(row, 9, "也许")),
        NO_BEGIN("memberFrom", "missing-field", row -> cell(row, 10, "")),
        IN_FUTURE("memberFrom", "date-in-future", row -> cell(row, 10, "2999-01-01")),
        ENDS_BEFORE("memberTo", "dates-out-of-order", row -> cell(row, 11, "2017-01-01")),
        ONE_CELL_MORE("#13", "unknown-field", row -> row + ",多余");

        private final String column;
        private final String code;
        private final UnaryOperator<String> spoil;

        Fault(String column, String code, UnaryOperator<String> spoil) {
            this.column = column;
            this.code = code;
            this.spoil = spoil;
        }
    }

    /** One bad row in a hundred, of every kind; all others count. */
    @Test
    void oneRowInAHundredIsBadAndAllOthersCount() throws Exception {
        List<String> good = SampleFile.rows(KINDS * EACH * 100 / 2);
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        List<String> spoilt = SampleFile.rows(KINDS * EACH / 2);
        for (int i = 0; i < good.size(); i++) {
            lines.add(good.get(i));
            if (i % 100 == 99) {
                Fault fault = Fault.values()[i / 100 % KINDS];
                lines.add(fault.spoil.apply(spoilt.get(i / 100)));
                expected.add(lines.size() + 1 + "," + fault.column + "," + fault.code);
            }
        }
        JsonPath job = office.done("households", SampleFile.csv(lines));
        assertEquals("DONE", job.getString("state"), job::prettify);
        assertEquals(expected, ImportTest.codes(office, job));
        assertEquals(
                lines.size() + " " + good.size() + " 0 0 " + expected.size(), SampleImporter.counts(job));
        String members = "select count(*) from household_member m where exists (select from change_record c where"
                + " c.object = m.file_no) and m.file_no = '";
        assertEquals("2", database.one(members + good.get(0).split(",")[0] + "'"));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(Fault.class)
    void eachFaultAloneIsTold(Fault fault) {
        JsonPath job = office.done(
                "households", SampleFile.csv(List.of(fault.spoil.apply(SampleFile.rows(1).get(0)))));
        assertEquals("1 0 0 0 1", SampleImporter.counts(job));
        assertEquals(List.of("2," + fault.column + "," + fault.code), ImportTest.codes(office, job));
    }

    /** What is on record already may stand against a row. */
    @Test
    void whatIsOnRecordIsRefusedWithItsCode() {
        List<String> rows = SampleFile.rows(2);
        office.done("households", SampleFile.csv(rows));
        String head = rows.get(0);
        JsonPath job = office.done(
                "households",
                SampleFile.csv(List.of(
                        cell(head, 7, "导入乙"),
                        cell(head, 0, "IMP-OTHER-" + SampleFile.next()),
                        cell(head, 4, "2018-06-01"),
                        cell(head, 10, "2018-06-01"),
                        cell(cell(head, 5, "2018-12-31"), 11, "2018-12-31"),
                        head)));
        assertEquals(
                List.of(
                        "2,name,person-name-mismatch",
                        "3,idNumber,person-in-another-household",
                        "4,category,category-in-force",
                        "5,memberFrom,period-overlap",
                        "7,category,category-ended"),
                ImportTest.codes(office, job));
        assertEquals("6 0 1 0 5", SampleImporter.counts(job));
    }

    @Test
    void everyFaultOfARowIsTold() {
        JsonPath job = office.done("households", SampleFile.csv(List.of(",x,y,,z,,1,,q,w,,")));
        assertEquals(
                List.of("fileNo", "area", "category", "categoryFrom", "idNumber", "name", "relation", "seriouslyIll",
                        "memberFrom"),
                ImportTest.codes(office, job).stream().map(line -> line.split(",")[1]).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                       | file-unreadable      | empty
            'a,b\\n1,2\\n'                           | file-columns-invalid | unknown #1
            '520299197002021021,样例乙\\n'           | file-columns-invalid | unknown #1
            'fileNo,fileNo\\n'                       | file-columns-invalid | twice fileNo
            'fileNo,area,idNumber,name\\n'           | file-columns-invalid | missing memberFrom
            """)
    void aFileOfOtherColumnsFailsWithoutBeingRepeated(String csv, String code, String told) {
        JsonPath job = office.done("households", csv.replace("\\n", "\n"));
        assertEquals("FAILED", job.getString("state"));
        assertEquals(code, job.getString("failure.code"));
        assertTrue(job.getString("failure.facts").contains(told), job::prettify);
        assertFalse(job.prettify().contains("样例"), job::prettify);
        assertFalse(job.prettify().contains("520299"), job::prettify);
    }

    @Test
    void aQuoteOutOfPlaceEndsTheFileThereAndTellsWhere() {
        List<String> rows = new ArrayList<>(SampleFile.rows(1_500));
        rows.set(1_400, "\"" + rows.get(1_400));
        JsonPath job = office.done("households", SampleFile.csv(rows));
        assertEquals("FAILED", job.getString("state"));
        assertEquals("csv-after-line-1401", job.getString("failure.facts.reason"));
        assertEquals("1000 1000 0 0 0", SampleImporter.counts(job));
    }

    @Test
    void theFailureIsToldInTheCallersLanguage() {
        String id = office.done("households", "a\n").getString("id");
        String english = office.request().header("Accept-Language", "en").get("/api/v1/imports/" + id).path("failure.detail");
        String chinese = office.request().get("/api/v1/imports/" + id).path("failure.detail");
        assertTrue(english.startsWith("The file's columns are not those of the template"), english);
        assertTrue(chinese.startsWith("文件的列与模板不符"), chinese);
    }

    /** Nothing at all, though every bad row is told. */
    @Test
    void anAtomicFileCountsAsAWholeOrNotAtAll() throws Exception {
        List<String> rows = new ArrayList<>(SampleFile.rows(2_200));
        String bad = cell(cell(rows.get(10), 6, "1"), 9, "也许");
        String good = rows.get(10);
        rows.set(10, bad);
        rows.set(2_100, cell(rows.get(2_100), 1, ""));
        JsonPath job = office.done("households?atomic=true", SampleFile.csv(rows));
        assertEquals("FAILED", job.getString("state"), job::prettify);
        assertEquals("rows-rejected", job.getString("failure.code"));
        assertEquals("2200 0 0 0 2", SampleImporter.counts(job));
        assertEquals(
                List.of("12,idNumber,id-number-invalid", "12,seriouslyIll,unknown-value", "2102,area,missing-field"),
                ImportTest.codes(office, job));
        String households = "select count(*) from household where file_no = '" + rows.get(0).split(",")[0] + "'";
        assertEquals("0", database.one(households));
        rows.remove(2_100);
        rows.set(10, good);
        JsonPath whole = office.done("households?atomic=true", SampleFile.csv(rows));
        assertEquals("DONE", whole.getString("state"), whole::prettify);
        assertEquals("2199 2199 0 0 0", SampleImporter.counts(whole));
        assertEquals("1", database.one(households));
    }

    /** Nobody's cell comes back as a formula, since no cell comes back at all. */
    @Test
    void theReportIsHarmless() {
        List<String> rows = List.of(
                cell(SampleFile.rows(1).get(0), 6, "=cmd|'/c calc'!A0"),
                cell(SampleFile.rows(1).get(0), 0, "=1+1"),
                SampleFile.rows(1).get(0) + ",@SUM(A1)");
        JsonPath job = office.done("households", SampleFile.csv(rows));
        byte[] bytes = office.get("/" + job.getString("id") + "/errors").asByteArray();
        String report = new String(bytes, StandardCharsets.UTF_8);
        assertEquals(3, report.lines().filter(line -> line.matches("[234],.*")).count(), report);
        assertFalse(report.contains("cmd") || report.contains("SUM") || report.contains("1+1"), report);
        assertTrue(report.lines().skip(1).flatMap(line -> List.of(line.split(",")).stream())
                .noneMatch(cell -> cell.matches("[=+\\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20].*")), report);
    }

    static String cell(String row, int column, String value) {
        String[] cells = row.split(",", -1);
        cells[column] = value;
        return String.join(",", cells);
    }

    private static String otherCheckDigit(String row) {
        String number = row.split(",", -1)[6];
        return cell(row, 6, number.substring(0, 17) + (number.endsWith("1") ? "2" : "1"));
    }

    @Test
    void aLowerCaseXAndWideDigitsAreWhatTheyLookLike() {
        String number = null;
        int n = 0;
        while (number == null || !number.endsWith("X")) {
            n = SampleFile.next();
            number = SamplePeople.number(n);
        }
        String row = SampleFile.row("IMP-" + n, number, "户主");
        String wide = number.chars()
                .map(c -> c == 'X' ? 'x' : c - '0' + '\uFF10')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertEquals("1 1 0 0 0", SampleImporter.counts(office.done("households", SampleFile.csv(List.of(row)))));
        assertEquals(
                "2 0 0 2 0",
                SampleImporter.counts(office.done(
                        "households",
                        SampleFile.csv(List.of(cell(row, 6, number.toLowerCase(java.util.Locale.ROOT)), cell(row, 6, wide))))));
    }
}
