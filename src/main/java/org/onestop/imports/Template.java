package org.onestop.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The file that people fill in: the Chinese headers, and a second line, passed over by an import, that says of each column
 * whether it is needed, what may stand in it and what that looks like.
 */
final class Template {

    /** Rows of a spreadsheet that are made ready as text, so that nothing typed there loses its digits. */
    private static final int READY_ROWS = 2000;

    private static final int WIDTH = 24;
    private static final String AS_TEXT = "@";
    private static final char MARK = '\uFEFF';

    private Template() {}

    /** As text in UTF-8; the mark at its beginning makes spreadsheets read it as such. */
    static byte[] csv(ImportKind kind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            text.write(MARK);
            try (CsvWriter csv = CsvWriter.builder().build(text)) {
                csv.writeRecord(kind.columns().stream().map(Column::header).toList());
                csv.writeRecord(hints(kind));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a template could not be written", e);
        }
        return bytes.toByteArray();
    }

    /** As a spreadsheet of one sheet. */
    static byte[] xlsx(ImportKind kind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "onestop", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(kind.name());
            List<String> hints = hints(kind);
            for (int i = 0; i < kind.columns().size(); i++) {
                sheet.value(0, i, kind.columns().get(i).header());
                sheet.value(1, i, hints.get(i));
                sheet.width(i, WIDTH);
            }
            int last = kind.columns().size() - 1;
            sheet.range(0, 0, 0, last).style().bold().set();
            sheet.range(1, 0, 1, last).style().italic().wrapText(true).set();
            sheet.range(2, 0, READY_ROWS, last).style().format(AS_TEXT).set();
            sheet.freezePane(0, 2);
        } catch (IOException e) {
            throw new UncheckedIOException("a template could not be written", e);
        }
        return bytes.toByteArray();
    }

    private static List<String> hints(ImportKind kind) {
        List<String> hints = new ArrayList<>();
        for (Column column : kind.columns()) {
            hints.add((hints.isEmpty() ? "#" : "") + (column.required() ? "必填 required" : "选填 optional") + " | "
                    + column.hint() + " | 例 e.g. " + column.example());
        }
        return hints;
    }
}
