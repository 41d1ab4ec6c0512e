package org.onestop.audit;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.journal.Digest;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** Files show what the lists show, nobody by name, nothing that a spreadsheet would compute, and prove that they are whole. */
@QuarkusTest
class ExportTest {

    private static final String DAY = "2017-08-21";

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Inject
    SettlementProjection projection;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;
    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);

    private Response exported(String what) {
        Response answer = auditor.get("audit/exports/" + what);
        answer.then().statusCode(200);
        return answer;
    }

    /** The rows of a file but its last line, whose digest is looked at first. */
    private static List<List<String>> csv(byte[] file) {
        int last = file.length - 1;
        while (file[last - 1] != '\n') {
            last--;
        }
        byte[] before = Arrays.copyOf(file, last);
        assertEquals(Digest.text(Digest.sha256(before)) + "\r\n", new String(file, last, file.length - last, StandardCharsets.UTF_8));
        String text = new String(before, StandardCharsets.UTF_8);
        assertEquals('\uFEFF', text.charAt(0));
        return CsvReader.builder().missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(text.substring(1)).stream().map(CsvRecord::getFields).toList();
    }

    /** The rows of a spreadsheet's sheets but the last, whose digest is looked at first. */
    private static List<List<String>> xlsx(byte[] file) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<Sheet> sheets = workbook.getSheets().toList();
            for (Sheet sheet : sheets.subList(0, sheets.size() - 1)) {
                for (Row row : sheet.read()) {
                    rows.add(row.stream().map(cell -> cell == null || cell.getValue() == null ? "" : text(cell)).toList());
                }
            }
            StringWriter text = new StringWriter();
            int width = rows.get(0).size();
            try (CsvWriter csv = CsvWriter.builder().build(text)) {
                for (List<String> row : rows) {
                    List<String> padded = new ArrayList<>(row);
                    while (row.size() > 1 && padded.size() < width) {
                        padded.add("");
                    }
                    csv.writeRecord(padded);
                }
            }
            assertEquals(Digest.text(Digest.sha256(text.toString().getBytes(StandardCharsets.UTF_8))),
                    sheets.get(sheets.size() - 1).read().get(0).getCellText(0));
        }
        return rows;
    }

    private static String text(org.dhatim.fastexcel.reader.Cell cell) {
        return cell.getValue() instanceof java.math.BigDecimal ? cell.getRawValue() : cell.getValue().toString();
    }

    @Test
    void oddQueriesAreRefused() {
        for (String path : List.of("settlements?format=csv", "settlements?format=PDF", "settlements?limit=1", "settlements?x=1",
                "access-log?hospitalCode=H1", "findings?state=X", "monthly-report", "monthly-report?month=2026", "settlements?from=x")) {
            auditor.get("audit/exports/" + path).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
        auditor.get("audit/exports/settlements?from=2018-02-01&to=2018-01-31").then().statusCode(422);
    }

    @Test
    void aFileOfSettlementsIsTheList() throws Exception {
        Sample person = people.resident(HardshipCategory.DIBAO);
        hospital.settled(SampleBill.of(person, "30000.00").stay("2017-08-01", DAY).billNo("=1+1"));
        hospital.settled(SampleBill.of(person, "300.00").stay("2017-08-01", DAY).billNo("a,\"b\""));
        String undone = hospital.settled(SampleBill.of(people.resident(), "70.10").stay("2017-08-01", DAY).billNo("-7"))
                .extract().path("id");
        hospital.reverse(SampleBill.newKey(), undone).then().statusCode(201);
        projection.catchUp();
        String query = "from=" + DAY + "&to=" + DAY;
        List<Map<String, Object>> items = auditor.get("audit/settlements?" + query).path("items");
        Response file = exported("settlements?" + query + "&purpose=季度检查");
        file.then().header("Content-Type", containsString("text/csv"))
                .header("Content-Disposition", equalTo("attachment; filename=\"settlements.csv\""));
        List<List<String>> rows = csv(file.asByteArray());
        assertEquals(items.size() + 2, rows.size());
        int id = column(rows, "id");
        int total = column(rows, "total");
        for (int i = 0; i < items.size(); i++) {
            assertEquals(items.get(i).get("id"), rows.get(i + 1).get(id));
            assertEquals(((Map<?, ?>) items.get(i).get("split")).get("total"), rows.get(i + 1).get(total));
        }
        assertEquals(List.of("'-7", "a,\"b\"", "'=1+1"), rows.subList(1, 4).stream().map(row -> row.get(column(rows, "billNo"))).toList());
        assertTrue(rows.get(4).get(0).startsWith("rows=3; filter=" + query + "; completeTo=20"), rows.get(4).toString());
        assertFalse(file.asString().contains(person.name()) || file.asString().contains(person.idNumber()));
        assertEquals("季度检查", database.one(
                "select purpose from access_record where operation = 'EXPORT_SETTLEMENTS' and object = '" + query + "'"));

        List<List<String>> sheet = xlsx(exported("settlements?format=XLSX&" + query).asByteArray());
        assertEquals(List.of("-7", "a,\"b\"", "=1+1"), sheet.subList(1, 4).stream().map(row -> row.get(column(sheet, "billNo"))).toList());
        assertEquals(rows.subList(1, 4).stream().map(row -> row.get(total)).toList(),
                sheet.subList(1, 4).stream().map(row -> row.get(total)).toList());
    }

    private static int column(List<List<String>> rows, String name) {
        for (int i = 0; i < rows.get(0).size(); i++) {
            if (rows.get(0).get(i).endsWith(" " + name)) {
                return i;
            }
        }
        throw new AssertionError("no column " + name + " in " + rows.get(0));
    }

    /** By the program itself, without the service. */
    @Test
    void aChangedOrCutFileIsTold() throws Exception {
        hospital.settled(SampleBill.of(people.resident(), "70.10").stay("2017-08-01", "2017-08-22").billNo("=\",7"));
        projection.catchUp();
        byte[] text = exported("settlements?from=2017-08-22&to=2017-08-22").asByteArray();
        assertTrue(isWhole(text));
        for (int at : new int[] {0, 10, text.length / 2, text.length - 3}) {
            byte[] changed = text.clone();
            changed[at] ^= 1;
            assertFalse(isWhole(changed), "byte " + at);
        }
        assertFalse(isWhole(Arrays.copyOf(text, text.length - 75)));
        assertFalse(isWhole(new byte[0]));
        byte[] sheet = exported("settlements?format=XLSX&from=2017-08-22&to=2017-08-22").asByteArray();
        assertTrue(isWhole(sheet));
        assertTrue(isWhole(rewritten(sheet, "70.10", "70.099999999999994")), "as some programs keep the same amount");
        assertFalse(isWhole(rewritten(sheet, "70.10", "70.11")));
        assertFalse(isWhole(rewritten(sheet, "LEVEL_2", "LEVEL_3")));
        assertFalse(isWhole(Arrays.copyOf(sheet, sheet.length / 2)));
    }

    private static boolean isWhole(byte[] content) throws Exception {
        Path file = Files.createTempFile("export", null);
        try {
            Files.write(file, content);
            return new ExportCheckCommand().run(List.of(file.toString()), new PrintStream(OutputStream.nullOutputStream())) == 0;
        } finally {
            Files.delete(file);
        }
    }

    /** The same package with some text of its sheets replaced by another. */
    private static byte[] rewritten(byte[] sheet, String text, String other) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path file = Files.write(Files.createTempFile("export", null), sheet);
        try (ZipFile in = new ZipFile(file.toFile()); ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry part : Collections.list(in.entries())) {
                out.putNextEntry(new ZipEntry(part.getName()));
                String content = new String(in.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8);
                out.write((part.getName().contains("worksheets") ? content.replace(text, other) : content)
                        .getBytes(StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(file);
        }
        return bytes.toByteArray();
    }

    /** More than a page of rows, read page by page; a client may call itself whatever it likes. */
    @Test
    void theAccessLogIsExportedAsAWholeAndHarmless() throws Exception {
        String subject = "=HYPERLINK(\"x\")" + UUID.randomUUID();
        database.run("insert into access_record (accessed_at, client_id, subject, role, operation) select now() - n * interval"
                + " '1 second', 'test', '" + subject + "', 'hospital', 'TEST' from generate_series(1, 2500) n");
        List<List<String>> rows = csv(auditor.request().queryParam("subject", subject)
                .get("/api/v1/audit/exports/access-log").asByteArray());
        assertEquals(2502, rows.size());
        assertEquals(2500, rows.subList(1, 2501).stream().map(row -> row.get(0)).distinct().count());
        assertEquals("'" + subject, rows.get(1).get(column(rows, "subject")));
        List<List<String>> sheet = xlsx(auditor.request().queryParam("subject", subject).queryParam("format", "XLSX")
                .get("/api/v1/audit/exports/access-log").asByteArray());
        assertEquals(2502, sheet.size());
        assertEquals(subject, sheet.get(1).get(column(sheet, "subject")));
    }

    @Test
    void theMonthlyReportIsATable() throws Exception {
        projection.catchUp();
        String month = auditor.get("audit/access-log?limit=1").<String>path("items[0].accessedAt").substring(0, 7);
        Response report = auditor.get("audit/reports/monthly?month=" + month);
        List<List<String>> rows = csv(exported("monthly-report?month=" + month).asByteArray());
        int total = column(rows, "total");
        assertEquals(report.<String>path("total.split.total"), rows.get(1).get(total));
        Money payers = rows.stream().filter(row -> row.get(0).equals("支付方 payer")).map(row -> Money.parse(row.get(total)))
                .reduce(Money.ZERO, Money::plus);
        assertEquals(report.<String>path("total.split.total"), payers.toString());
        assertEquals(rows.get(1).get(total), xlsx(exported("monthly-report?format=XLSX&month=" + month).asByteArray()).get(1).get(total));
    }
}
