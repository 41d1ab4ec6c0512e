package org.onestop.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * The rows of a spreadsheet's only sheet. The packed file and its texts are in memory, its rows one by one. Its numbers are
 * taken as they are shown at most: with 15 digits, which is all that spreadsheets keep.
 */
final class XlsxRows implements SourceRows {

    private static final ReadingOptions OPTIONS = new ReadingOptions(false, true);

    /** Day 60 of spreadsheets is a 29 February 1900 that never was; dates from the day after count as everywhere. */
    private static final int FIRST_SOUND_DAY = 61;

    private static final int LAST_DAY = 2_958_465;
    private static final LocalDate BEFORE_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate SINCE_1904 = LocalDate.of(1904, 1, 1);
    private static final int DIGITS = 15;
    private static final int LONGEST_NUMBER = 64;

    private final long bytes;
    private final XlsxPackage.Found found;
    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> iterator;
    private long read;

    XlsxRows(byte[] file) {
        this.bytes = file.length;
        this.found = XlsxPackage.look(file);
        try {
            this.workbook = new ReadableWorkbook(new ByteArrayInputStream(file), OPTIONS);
            this.stream = onlySheet(workbook).openStream();
        } catch (IOException | RuntimeException e) {
            throw e instanceof UnreadableFileException known ? known : new UnreadableFileException("xlsx-broken");
        }
        this.iterator = stream.iterator();
    }

    /** Others may be there as spreadsheet programs make them: empty. Which of two to read would be a guess. */
    private static Sheet onlySheet(ReadableWorkbook workbook) throws IOException {
        Sheet found = null;
        for (Sheet sheet : workbook.getSheets().toList()) {
            if (hasContent(sheet)) {
                if (found != null) {
                    throw new UnreadableFileException("more-than-one-sheet");
                }
                found = sheet;
            }
        }
        return found == null ? workbook.getFirstSheet() : found;
    }

    private static boolean hasContent(Sheet sheet) throws IOException {
        try (Stream<Row> rows = sheet.openStream()) {
            return rows.anyMatch(row -> row.getFirstNonEmptyCell().isPresent());
        }
    }

    @Override
    public SourceRow next() {
        try {
            while (iterator.hasNext()) {
                Row row = iterator.next();
                read++;
                SourceRow source = new SourceRow(row.getRowNum(), cells(row));
                if (!source.isEmpty() && !source.isComment()) {
                    return source;
                }
            }
            read = found.rows();
            return null;
        } catch (RuntimeException e) {
            // Whatever the reader stumbles over: the file is in memory, so nothing else can have gone wrong.
            throw new UnreadableFileException("xlsx-broken");
        }
    }

    private List<SourceRow.Cell> cells(Row row) {
        List<SourceRow.Cell> cells = new ArrayList<>(Collections.nCopies(row.getCellCount(), null));
        for (Cell cell : row) {
            if (cell != null) {
                cells.set(cell.getColumnIndex(), cell(cell));
            }
        }
        return cells;
    }

    private SourceRow.Cell cell(Cell cell) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal number) {
            return new SourceRow.Cell(plain(number), SourceRow.Type.NUMBER);
        }
        if (cell.getType() == CellType.ERROR || found.broken().contains(cell.getAddress().toString())) {
            return new SourceRow.Cell("", SourceRow.Type.BROKEN);
        }
        return value == null ? null : SourceRow.Cell.ofText(value.toString());
    }

    /** One that is written out would fill pages stays as it is, and is refused by whoever reads it. */
    private static String plain(BigDecimal number) {
        if (Math.abs((long) number.scale()) + number.precision() > LONGEST_NUMBER) {
            return number.round(new MathContext(DIGITS)).toString();
        }
        BigDecimal shown = number.round(new MathContext(DIGITS));
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    @Override
    public long bytesRead() {
        return found.rows() == 0 ? bytes : bytes * Math.min(read, found.rows()) / found.rows();
    }

    @Override
    public LocalDate day(String number) {
        BigDecimal serial = new BigDecimal(number);
        boolean isDay = serial.stripTrailingZeros().scale() <= 0
                && serial.compareTo(BigDecimal.valueOf(workbook.isDate1904() ? 0 : FIRST_SOUND_DAY)) >= 0
                && serial.compareTo(BigDecimal.valueOf(LAST_DAY)) <= 0;
        if (!isDay) {
            return null;
        }
        return (workbook.isDate1904() ? SINCE_1904 : BEFORE_1900).plusDays(serial.longValueExact());
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
