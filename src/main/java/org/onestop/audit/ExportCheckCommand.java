package org.onestop.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.onestop.journal.Digest;
import org.onestop.start.Command;

/** Tells of an exported file, by itself, whether it is whole and as it was written. */
public final class ExportCheckCommand implements Command {

    /** The line of a digest: its name, 64 digits, the line's end. */
    private static final int DIGEST_LINE = "sha256:".length() + 64 + 2;

    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, false);

    @Override
    public String name() {
        return "check-export";
    }

    @Override
    public String usage() {
        return "check-export <文件 file, CSV or XLSX> ...   核对导出文件的摘要 checks the digest of exported files";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty()) {
            out.println(usage());
            return 1;
        }
        int status = 0;
        for (String file : arguments) {
            boolean isWhole = isWhole(Path.of(file));
            out.println(file + ": " + (isWhole ? "完整,未改 whole and unchanged" : "不完整或已改 cut off or changed"));
            status = isWhole ? status : 1;
        }
        return status;
    }

    /** A file that can't be read as either is none of ours. */
    private static boolean isWhole(Path file) {
        try {
            return isSpreadsheet(file) ? isWholeSpreadsheet(file) : isWholeText(file);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isSpreadsheet(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.read() == 'P' && content.read() == 'K';
        }
    }

    private static boolean isWholeText(Path file) throws IOException {
        MessageDigest digest = Digest.running();
        try (InputStream content = Files.newInputStream(file)) {
            byte[] part = new byte[64 * 1024];
            long left = Files.size(file) - DIGEST_LINE;
            while (left > 0) {
                int read = content.read(part, 0, (int) Math.min(part.length, left));
                digest.update(part, 0, read);
                left -= read;
            }
            String last = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return last.equals(Digest.text(digest.digest()) + "\r\n");
        }
    }

    private static boolean isWholeSpreadsheet(Path file) throws IOException {
        CellDigest digest = new CellDigest();
        try (InputStream content = Files.newInputStream(file);
                ReadableWorkbook workbook = new ReadableWorkbook(content, WITH_FORMATS)) {
            List<Sheet> sheets = workbook.getSheets().toList();
            int width = 0;
            for (Sheet sheet : sheets.subList(0, sheets.size() - 1)) {
                width = add(sheet, width, digest);
            }
            String kept = sheets.get(sheets.size() - 1).read().get(0).getCellText(0);
            return kept.equals(digest.text());
        }
    }

    /** Adds a sheet's rows; returns how many columns the header has. */
    private static int add(Sheet sheet, int width, CellDigest digest) throws IOException {
        int[] columns = {width};
        try (Stream<Row> rows = sheet.openStream()) {
            rows.forEach(row -> {
                columns[0] = columns[0] == 0 ? row.getCellCount() : columns[0];
                add(row, columns[0], digest);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return columns[0];
    }

    /** Programs leave empty cells out when they save; the note at the end has one cell alone. */
    private static void add(Row row, int columns, CellDigest digest) {
        List<String> cells = new ArrayList<>(Collections.nCopies(columns, ""));
        for (Cell cell : row) {
            if (cell != null && cell.getValue() != null) {
                cells.set(cell.getColumnIndex(), text(cell));
            }
        }
        digest.add(cells.get(0).startsWith(Exports.NOTE) ? cells.subList(0, 1) : cells);
    }

    /** Some programs keep an amount as the nearest binary fraction: what it shows counts. */
    private static String text(Cell cell) {
        if (cell.getValue() instanceof BigDecimal number) {
            boolean isAmount = XlsxFile.AMOUNT.equals(cell.getDataFormatString());
            return number.setScale(isAmount ? 2 : 0, RoundingMode.HALF_UP).toPlainString();
        }
        return cell.getValue().toString();
    }
}
