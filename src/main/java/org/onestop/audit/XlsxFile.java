package org.onestop.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.onestop.money.Money;

/**
 * A table as a spreadsheet: as many sheets as its rows need, and one more with the digest. The digest covers the cells, not
 * the file's bytes, which programs write anew whenever they save: it is the {@link CellDigest} of the rows of all sheets but
 * the last.
 *
 * <p>Text stands in cells of the type text, which no program computes.
 */
final class XlsxFile implements TableFile {

    /** A sheet takes 1,048,576. */
    private static final int ROWS_OF_A_SHEET = 1_000_000;

    private static final int FLUSH_EVERY = 1000;

    /** How cells with amounts are shown. */
    static final String AMOUNT = "0.00";

    private final Workbook workbook;
    private final CellDigest digest = new CellDigest();
    private Worksheet sheet;
    private List<?> header;
    private int sheets;
    private int at;

    XlsxFile(OutputStream out) {
        this.workbook = new Workbook(out, "onestop", "1.0");
    }

    @Override
    public void row(List<?> cells) throws IOException {
        if (sheet == null) {
            header = cells;
            nextSheet("数据 data");
        } else if (at == ROWS_OF_A_SHEET) {
            sheet.finish();
            nextSheet("数据 data " + (sheets + 1));
            write(header);
        }
        write(cells);
    }

    private void nextSheet(String name) {
        sheet = workbook.newWorksheet(name);
        sheets++;
        at = 0;
    }

    private void write(List<?> cells) throws IOException {
        digest.add(cells.stream().map(TableFile::text).toList());
        for (int i = 0; i < cells.size(); i++) {
            write(i, cells.get(i));
        }
        at++;
        if (at % FLUSH_EVERY == 0) {
            sheet.flush();
        }
    }

    private void write(int column, Object cell) {
        if (cell instanceof Money money) {
            sheet.value(at, column, BigDecimal.valueOf(money.fen(), 2));
            sheet.style(at, column).format(AMOUNT).set();
        } else if (cell instanceof Number number) {
            sheet.value(at, column, number);
        } else if (cell != null) {
            sheet.inlineString(at, column, cell.toString());
        }
    }

    @Override
    public void end(String note) throws IOException {
        row(List.of(note));
        sheet.finish();
        nextSheet("校验 digest");
        sheet.inlineString(0, 0, digest.text());
        sheet.finish();
        workbook.finish();
    }
}
