package org.onestop.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What spreadsheets make of what people type, and what somebody may have made of a spreadsheet. */
class SpreadsheetTest {

    private static final List<Column> COLUMNS = List.of(
            Column.required("idNumber", "身份证号", Column.Form.TEXT, "", ""),
            Column.optional("from", "起始日", Column.Form.DATE, "", ""),
            Column.optional("price", "限价", Column.Form.NUMBER, "", ""));

    @Test
    void daysAreDaysHoweverTheyAreStored() throws IOException {
        byte[] file = sheet(sheet -> {
            header(sheet);
            sheet.value(1, 0, "a");
            sheet.value(1, 1, LocalDate.of(2018, 1, 14));
            sheet.value(2, 0, "b");
            sheet.value(2, 1, 43114);
            sheet.value(3, 0, "c");
            sheet.value(3, 1, "2018/1/14");
            sheet.value(4, 0, "d");
            sheet.value(4, 1, 20180114);
            sheet.value(5, 0, "e");
            sheet.value(5, 1, new BigDecimal("43114.5"));
            sheet.value(6, 0, "f");
            sheet.value(6, 1, 60);
        });
        List<ImportRow> rows = rows(file);
        for (int i = 0; i < 4; i++) {
            assertEquals(LocalDate.of(2018, 1, 14), rows.get(i).date("from"), "row " + i);
        }
        for (int i = 4; i < 6; i++) {
            assertNull(rows.get(i).date("from"));
            assertEquals(List.of(new RowFault("from", "invalid-date")), rows.get(i).faults());
        }
    }

    /** A number that has lost digits is refused, and not taken for another. */
    @Test
    void longNumbersAreRefusedAndShortOnesAreTexts() throws IOException {
        byte[] file = sheet(sheet -> {
            header(sheet);
            sheet.value(1, 0, new BigDecimal("520299197002021021"));
            sheet.value(2, 0, 999_999_999_999_999L);
            sheet.value(3, 0, "520299197002021021");
            sheet.value(4, 0, "x");
            sheet.value(4, 2, new BigDecimal("0.10000000000000001"));
            sheet.value(5, 0, "x");
            sheet.value(5, 2, new BigDecimal("1E-7"));
            sheet.value(6, 0, "x");
            sheet.value(6, 2, -12);
            sheet.value(7, 0, "x");
            sheet.value(7, 2, new BigDecimal("1E-999999"));
            sheet.value(8, 0, "x");
            sheet.value(8, 2, new BigDecimal("1E999999"));
        });
        List<ImportRow> rows = rows(file);
        assertNull(rows.get(0).text("idNumber", 32));
        assertEquals(List.of(new RowFault("idNumber", "digits-lost")), rows.get(0).faults());
        assertEquals("999999999999999", rows.get(1).text("idNumber", 32));
        assertEquals("520299197002021021", rows.get(2).text("idNumber", 32));
        assertEquals("0.1", rows.get(3).text("price", 32));
        assertEquals("0.0000001", rows.get(4).text("price", 32));
        assertEquals("-12", rows.get(5).text("price", 32));
        assertEquals("1E-999999", rows.get(6).text("price", 32));
        assertEquals(List.of(new RowFault("price", "digits-lost")), rows.get(7).faults());
    }

    @Test
    void emptyRowsAndCommentsAreNoRowsButCount() throws IOException {
        byte[] file = sheet(sheet -> {
            header(sheet);
            sheet.value(1, 0, "#必填");
            sheet.value(4, 0, "x");
            sheet.value(7, 2, "y");
        });
        List<ImportRow> rows = rows(file);
        assertEquals(List.of(5L, 8L), rows.stream().map(ImportRow::line).toList());
        assertNull(rows.get(1).text("idNumber", 32));
        assertEquals(List.of(new RowFault("idNumber", "missing-field")), rows.get(1).faults());
    }

    @Test
    void aFormulasResultCounts() throws IOException {
        String sheet = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>idNumber</t></is></c></row>"
                + "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"
                + "<row r=\"4\"><c r=\"A4\" t=\"b\"><v>1</v></c></row>"
                + "<row r=\"6\"><c r=\"A6\" t=\"str\"><v>#N/A</v></c></row>"
                + "<row r=\"7\"><c r=\"A7\" t=\"e\"><v>#REF!</v></c></row>";
        List<ImportRow> rows = rows(crafted(sheet));
        assertEquals("ab", rows.get(0).text("idNumber", 32));
        assertEquals("true", rows.get(2).text("idNumber", 32));
        for (int i : new int[] {1, 3, 4}) {
            assertEquals(List.of(new RowFault("idNumber", "invalid-text")), rows.get(i).faults(), "row " + i);
        }
    }

    /** The reader takes it for empty: an optional cell would be lost without a word. */
    @Test
    void aSharedTextThatIsNotThereIsAFaultOfItsRow() throws IOException {
        // The only text there is, "x", has the index 0.
        String sheet = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>idNumber</t></is></c>"
                + "<c r=\"B1\" t=\"inlineStr\"><is><t>from</t></is></c></row>"
                + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c t='s' r = 'B3'><v>1</v></c></row>"
                + "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>99</v></c></row>"
                + "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>0</v></c></row>";
        List<ImportRow> rows = rows(crafted(sheet));
        assertEquals("x", rows.get(0).text("idNumber", 32));
        assertEquals(List.of(new RowFault("from", "invalid-text")), rows.get(1).faults());
        assertEquals(List.of(new RowFault("idNumber", "invalid-text")), rows.get(2).faults());
        assertEquals("x", rows.get(3).text("idNumber", 32));
        assertTrue(rows.get(0).faults().isEmpty() && rows.get(3).faults().isEmpty());
    }

    /** As some programs write it: every name with a prefix. */
    @Test
    void namesMayHavePrefixes() throws IOException {
        StringBuilder rows = new StringBuilder("<x:row r=\"1\"><x:c r=\"A1\" t=\"str\"><x:v>idNumber</x:v></x:c></x:row>");
        for (int i = 2; i <= 2_001; i++) {
            // What is all the same is taken for a bomb.
            String text = i == 2 ? "a" : Integer.toHexString(i * 0x9E3779B1);
            rows.append("<x:row r=\"").append(i).append("\"><x:c r=\"A").append(i).append("\" t=\"str\"><x:v>");
            rows.append(text).append("</x:v></x:c></x:row>");
        }
        byte[] file = crafted(rows.toString(), "x:", "xmlns:x");
        assertEquals(2_001, XlsxPackage.look(file).rows());
        assertEquals("a", rows(file).get(0).text("idNumber", 32));
    }

    @Test
    void ofTwoSheetsNeitherIsGuessed() throws IOException {
        assertEquals("more-than-one-sheet", reason(twoSheets(true)));
        assertEquals(1, rows(twoSheets(false)).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><row r=\"1\"><c r=\"A1\"><v>&e;</v></c></row>",
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[<row>]]></t></is></c></row>",
                "<!-- <row> --><row r=\"1\"></row>",
                "<row r=\"1\"><c r=\"A1\"><v>1</v></row>",
                "<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>",
                "<row r=\"1\"><c s='1' r='abcd1'><v>1</v></c></row>",
                "<row r=\"1\"><c r = \"ZZZZZZ1\"><v>1</v></c></row>",
                "<row r=\"1\"><c t=\"s\"><v>7</v></c></row>",
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2147483647</v></c></row>",
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9<x/>99<x/>999</v></c></row>",
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>&#57;</v></c></row>",
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>"
            })
    void aCraftedSheetIsNotRead(String sheet) throws IOException {
        assertEquals("xlsx-broken", reason(crafted(sheet)));
    }

    @Test
    void whatBlowsUpIsNotParsed() throws IOException {
        String long1 = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + "x".repeat(2_000_000) + "</t></is></c></row>";
        assertEquals("xlsx-too-large", reason(crafted(long1)));
        String bomb = "<row r=\"1\"></row>".repeat(400_000);
        assertEquals("xlsx-too-large", reason(crafted(bomb)));
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(many)) {
            for (int i = 0; i < 1_100; i++) {
                zip.putNextEntry(new ZipEntry("part" + i));
                zip.closeEntry();
            }
        }
        assertEquals("xlsx-too-large", reason(many.toByteArray()));
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(texts)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            byte[] block = new byte[1024 * 1024];
            new Random(1).nextBytes(block);
            for (long size = 0; size <= Runtime.getRuntime().maxMemory() / 8; size += block.length) {
                zip.write(block);
            }
        }
        assertEquals("xlsx-too-large", reason(texts.toByteArray()));
    }

    @Test
    void whatIsNoSpreadsheetIsBroken() throws IOException {
        assertEquals("xlsx-broken", reason("PK\3\4 and nothing else".getBytes(StandardCharsets.US_ASCII)));
        byte[] good = twoSheets(false);
        assertEquals("xlsx-broken", reason(java.util.Arrays.copyOf(good, good.length / 2)));
    }

    @Test
    void anOldSpreadsheetIsRefusedAtOnce() {
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1};
        UnreadableFileException refused = assertThrows(UnreadableFileException.class, () -> FileFormat.of(old));
        assertEquals("xls", refused.refusal().facts().get("reason"));
    }

    private static String reason(byte[] file) {
        UnreadableFileException refused = assertThrows(UnreadableFileException.class, () -> rows(file));
        return refused.refusal().facts().get("reason");
    }

    private static List<ImportRow> rows(byte[] file) throws IOException {
        try (XlsxRows source = new XlsxRows(file)) {
            Header header = Header.read(COLUMNS, source.next());
            List<ImportRow> rows = new ArrayList<>();
            for (SourceRow row = source.next(); row != null; row = source.next()) {
                rows.add(header.row(row, source));
            }
            assertTrue(source.bytesRead() == file.length, "not all was read");
            return rows;
        }
    }

    private static void header(Worksheet sheet) {
        sheet.value(0, 0, "身份证号");
        sheet.value(0, 1, "from");
        sheet.value(0, 2, "限价");
    }

    private static byte[] sheet(Consumer<Worksheet> fill) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            fill.accept(workbook.newWorksheet("one"));
        }
        return bytes.toByteArray();
    }

    private static byte[] twoSheets(boolean filled) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            workbook.newWorksheet("Sheet1");
            Worksheet second = workbook.newWorksheet("Sheet2");
            header(second);
            second.value(1, 0, "x");
            Worksheet third = workbook.newWorksheet("Sheet3");
            if (filled) {
                third.value(5, 5, "y");
            }
        }
        return bytes.toByteArray();
    }

    /** A spreadsheet whose sheet holds these rows as they stand. */
    private static byte[] crafted(String rows) throws IOException {
        return crafted(rows, "", "xmlns");
    }

    private static byte[] crafted(String rows, String prefix, String namespace) throws IOException {
        // Read by its directory: the entries themselves don't say their sizes in the form that a stream needs.
        Path plain = Files.createTempFile("plain", ".xlsx");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Files.write(plain, sheet(sheet -> sheet.value(0, 0, "x")));
            try (ZipFile from = new ZipFile(plain.toFile());
                    ZipOutputStream to = new ZipOutputStream(bytes)) {
                for (ZipEntry entry : from.stream().map(ZipEntry.class::cast).toList()) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    if (entry.getName().startsWith("xl/worksheets/sheet")) {
                        String sheet = "<" + prefix + "worksheet " + namespace
                                + "=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><" + prefix
                                + "sheetData>" + rows + "</" + prefix + "sheetData></" + prefix + "worksheet>";
                        to.write(sheet.getBytes(StandardCharsets.UTF_8));
                    } else {
                        try (InputStream content = from.getInputStream(entry)) {
                            content.transferTo(to);
                        }
                    }
                    to.closeEntry();
                }
            }
        } finally {
            Files.delete(plain);
        }
        return bytes.toByteArray();
    }
}
