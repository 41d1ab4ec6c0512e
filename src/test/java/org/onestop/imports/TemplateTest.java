package org.onestop.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is downloaded, filled in and handed in again is understood. */
@QuarkusTest
class TemplateTest {

    private final SampleImporter office = SampleImporter.civilAffairs();

    @Test
    void aFilledTemplateIsAFile() {
        Response template = office.get("/households/template");
        assertEquals("text/csv;charset=UTF-8", template.contentType());
        String text = new String(template.asByteArray(), StandardCharsets.UTF_8);
        // The second line begins with a number sign, in quotes where the line has a comma in its first cell.
        assertTrue(text.replace("\"#", "#").startsWith("\uFEFF" + SampleFile.CHINESE_HEADER + "\r\n#"), text);
        List<String> rows = SampleFile.rows(3);
        JsonPath job = office.done("households", text + String.join("\r\n", rows));
        assertEquals("3 3 0 0 0", SampleImporter.counts(job), job::prettify);
        JsonPath empty = office.done("households", text);
        assertEquals("0 0 0 0 0", SampleImporter.counts(empty));
    }

    @Test
    void theSpreadsheetSaysTheSameAsTheText() throws Exception {
        byte[] sheet = office.get("/households/template?format=xlsx").asByteArray();
        String text = new String(office.get("/households/template").asByteArray(), StandardCharsets.UTF_8).substring(1);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new java.io.ByteArrayInputStream(sheet))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertEquals(SampleFile.CHINESE_HEADER, joined(rows.get(0)));
            assertEquals(text.lines().toList().get(1).replace("\"", ""), joined(rows.get(1)));
        }
        assertEquals("0 0 0 0 0", SampleImporter.counts(office.done("households", sheet)));
    }

    private static String joined(Row row) {
        return String.join(",", row.stream().map(cell -> cell.getText()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"households", "enrolments", "hospitals", "catalogue"})
    void everyKindHasItsTemplate(String kind) {
        for (String format : List.of("csv", "xlsx")) {
            Response template = office.get("/" + kind + "/template?format=" + format);
            assertEquals(200, template.statusCode());
            assertTrue(template.header("Content-Disposition").contains(kind + "." + format));
        }
    }
}
