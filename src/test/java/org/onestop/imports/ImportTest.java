package org.onestop.imports;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.TestDatabase;

/** A file from hand-in to its last row. */
@QuarkusTest
class ImportTest {

    private final SampleImporter office = SampleImporter.civilAffairs();

    @Inject
    TestDatabase database;

    @Test
    void aFileIsBroughtInAndASecondTimeChangesNothing() {
        String csv = SampleFile.csv(SampleFile.rows(2_500));
        JsonPath first = office.done("households", csv);
        assertEquals("DONE", first.getString("state"), first::prettify);
        assertEquals("2500 2500 0 0 0", SampleImporter.counts(first), () -> office.errors(first.getString("id")).toString());
        assertEquals(first.getLong("bytes"), first.getLong("bytesRead"));
        assertNotNull(first.getString("endedAt"));
        JsonPath second = office.done("households", csv);
        assertEquals("2500 0 0 2500 0", SampleImporter.counts(second));
        assertEquals(List.of(), office.errors(second.getString("id")));
    }

    @Test
    void theAnswerIsAJobAndItsPlaceAndIsGivenAgain() {
        byte[] file = SampleFile.bytes(SampleFile.csv(SampleFile.rows(1)));
        String key = UUID.randomUUID().toString();
        Response first = office.post("households", key, file);
        first.then().statusCode(202).body("state", equalTo("QUEUED")).body("kind", equalTo("households"));
        assertTrue(first.header("Location").endsWith("/api/v1/imports/" + first.path("id")), first.header("Location"));
        Response again = office.post("households", key, file);
        assertEquals("true", again.header("Idempotent-Replayed"));
        assertEquals(first.asString(), again.asString());
        office.post("households?atomic=true", key, file)
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        office.post("households", key, SampleFile.bytes(SampleFile.csv(SampleFile.rows(1))))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        office.ended(first.path("id"));
    }

    @Test
    void nothingOfAFileIsLeftWhenItsJobHasEnded() throws Exception {
        String id = office.done("households", SampleFile.csv(SampleFile.rows(3))).getString("id");
        byte[] file = SampleFile.bytes(SampleFile.csv(SampleFile.rows(3)));
        String key = UUID.randomUUID().toString();
        office.ended(office.post("households", key, file).path("id"));
        office.post("households", key, file).then().statusCode(202);
        office.post("households", new byte[] {(byte) 0xFF, (byte) 0xFF}).then().statusCode(422);
        assertEquals("0", database.one("select count(*) from import_chunk c where job_id = '" + id + "'"));
        assertEquals("0", database.one("select count(*) from import_chunk c where not exists (select from import_progress p"
                + " where p.job_id = c.job_id and p.state in ('QUEUED', 'RUNNING'))"));
        assertEquals("1", database.one("select count(*) from journal_record where kind = 'IMPORT' and subject_id = '" + id
                + "'"));
    }

    /** UTF-8 with and without a mark, GB18030, a spreadsheet; Chinese names of columns and the interface's, in any order. */
    @Test
    void everyFormSaysTheSame() {
        List<String> rows = SampleFile.rows(40);
        String csv = SampleFile.csv(rows);
        String chinese = SampleFile.chineseCsv(rows);
        assertEquals("40 40 0 0 0", SampleImporter.counts(office.done("households", csv)));
        JsonPath marked = office.done("households", ("\uFEFF" + chinese).getBytes(StandardCharsets.UTF_8));
        assertEquals("UTF-8 CSV 40 0 0 40 0", form(marked));
        JsonPath gb = office.done("households", chinese.getBytes(Charset.forName("GB18030")));
        assertEquals("GB18030 CSV 40 0 0 40 0", form(gb));
        JsonPath sheet = office.done("households", SampleFile.xlsx(chinese));
        assertEquals("null XLSX 40 0 0 40 0", form(sheet));
        JsonPath shuffled = office.done("households", shuffled(csv));
        assertEquals("UTF-8 CSV 40 0 0 40 0", form(shuffled));
    }

    private static String form(JsonPath job) {
        return job.getString("charset") + " " + job.getString("format") + " " + SampleImporter.counts(job);
    }

    private static String shuffled(String csv) {
        List<String> lines = new ArrayList<>();
        for (String line : csv.lines().toList()) {
            List<String> cells = Arrays.asList(line.split(",", -1));
            Collections.reverse(cells);
            lines.add(String.join(",", cells));
        }
        return String.join("\n", lines);
    }

    @Test
    void severalCategoriesStandInOneCell() throws Exception {
        int n = SampleFile.next();
        String cells = "IMP-" + n + ",520201001001,%s,%s,%s,%s," + SamplePeople.number(n) + ",导入甲,户主,是,2018-01-14,";
        String two = String.format(cells, "城市低保;困难职工", "深度困难", "2018-01-14;2018-02-01", ";2018-12-31");
        assertEquals("1 1 0 0 0", SampleImporter.counts(office.done("households", SampleFile.csv(List.of(two)))));
        assertEquals(
                List.of("DIBAO null 2018-01-14 null", "WORKER DEEP 2018-02-01 2018-12-31"),
                database.column("select concat_ws(' ', category, coalesce(grade, 'null'), valid_from,"
                        + " coalesce(valid_to::text, 'null')) from household_category where file_no = 'IMP-" + n
                        + "' order by 1"));
        JsonPath bad = office.done(
                "households",
                SampleFile.csv(List.of(
                        String.format(cells, "DIBAO;WORKER", "DEEP", "2018-01-14;2018-02-01;2018-03-01", ""),
                        String.format(cells, "DIBAO", "DEEP", "2018-01-14", ""),
                        String.format(cells, "DIBAO;;WORKER", "DEEP", "2018-01-14", ""),
                        String.format(cells, "DIBAO", "", "", ""),
                        String.format(cells, "", "", "2018-01-14", ""))));
        assertEquals("5 0 0 0 5", SampleImporter.counts(bad));
        assertEquals(
                List.of(
                        "2,categoryFrom,mismatch",
                        "3,grade,grade-mismatch",
                        "4,category,missing-field",
                        "5,categoryFrom,missing-field",
                        "6,categoryFrom,mismatch"),
                codes(bad));
    }

    /** Far larger than any JSON may be. */
    @Test
    void aFileMayBeLargerThanOtherBodies() {
        List<String> rows = SampleFile.rows(2);
        rows.add(1, "#" + "说明".repeat(30));
        String csv = SampleFile.csv(rows) + ("#" + "x".repeat(99) + "\n").repeat(60_000);
        JsonPath job = office.done("households", csv);
        assertTrue(job.getLong("bytes") > 5 * 1024 * 1024);
        assertEquals("2 2 0 0 0", SampleImporter.counts(job));
    }

    /** What is announced as too large is not even read. */
    @Test
    void aFileBeyondTheLimitIsRefusedBeforeItIsSent() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            String head = "POST /api/v1/imports/households HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                    + "Idempotency-Key: too-large\r\nContent-Length: 536870913\r\nAuthorization: Bearer "
                    + office.token() + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertEquals("HTTP/1.1 413 Request Entity Too Large", answer.readLine());
            StringBuilder said = new StringBuilder();
            while (said.indexOf("\"code\":\"body-too-large\"") < 0) {
                said.append((char) answer.read());
            }
            assertTrue(said.indexOf("536870912") > 0, said::toString);
        }
    }

    @Test
    void insuranceHospitalsAndTheCatalogueComeInTheSameWay() {
        int n = SampleFile.next();
        String enrolment = "身份证号,姓名,参保类型,在职状态,参保起始日,参保终止日,暂停起始日,暂停终止日\n" + SamplePeople.number(n)
                + ",导入乙,职工,在职,2018-01-01,,,\n" + SamplePeople.number(n) + ",导入乙,居民,在职,2017-01-01,2017-12-31,,\n";
        JsonPath enrolments = office.done("enrolments", enrolment);
        assertEquals("2 1 0 0 1", SampleImporter.counts(enrolments));
        assertEquals(List.of("3,workingStatus,working-status-mismatch"), codes(enrolments));

        SampleImporter system = SampleImporter.of("system-admin", java.util.Map.of());
        String hospitals = "code,name,level,place,division,from,to\nHIMP" + n + ",导入医院,三级,市内,520201,2018/1/1,\nHIMP"
                + n + ",导入医院,二级,市内,520201,2019.1.1,\nHIMP" + n + ",导入医院,四级,市内,999999,2020-01-01,\n";
        JsonPath first = system.done("hospitals", hospitals);
        assertEquals("3 1 1 0 1", SampleImporter.counts(first), first::prettify);
        assertEquals(List.of("4,level,unknown-value"), codes(system, first));
        assertEquals("3 0 0 2 1", SampleImporter.counts(system.done("hospitals", hospitals)));

        SampleImporter policy = SampleImporter.of("policy-admin", java.util.Map.of());
        String items = "项目编码,项目名称,费用类别,目录类别,先行自付比例,限价,起始日\nIMP" + n
                + ",导入药品,西药,乙类,0.1,12.35,2018-01-01\nIMP" + n + ",导入药品,西药,乙类,10%,12.35,2018-01-01\nIMP" + n
                + ",导入药品,西药,乙类,2,12.35,2018-01-01\n";
        JsonPath catalogue = policy.done("catalogue", items);
        assertEquals("3 1 0 0 2", SampleImporter.counts(catalogue), catalogue::prettify);
        assertEquals(
                List.of("3,selfPayRatio,invalid-number", "4,selfPayRatio,value-out-of-range"), codes(policy, catalogue));
    }

    private List<String> codes(JsonPath job) {
        return codes(office, job);
    }

    /** Row, column and code of each fault. */
    static List<String> codes(SampleImporter importer, JsonPath job) {
        return importer.errors(job.getString("id")).stream()
                .map(line -> line.split(","))
                .map(cells -> cells[0] + "," + cells[1] + "," + cells[3])
                .toList();
    }
}
