package org.onestop.imports;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onestop.refusal.FieldFault;

/** A file's first row: which column stands where. Either name of a column will do, in whatever order. */
final class Header {

    /** From this on a spreadsheet's number has more digits than it keeps. */
    private static final BigDecimal DIGITS_LOST_FROM = BigDecimal.TEN.pow(15);

    /** What is left of a long number that a spreadsheet wrote into a text file. */
    private static final Pattern SHORTENED = Pattern.compile("[0-9](\\.[0-9]+)?[eE]\\+[0-9]{2}");

    private final List<Column> columns;

    private Header(List<Column> columns) {
        this.columns = columns;
    }

    /**
     * Reads a header.
     *
     * @param row null where the file has none
     * @throws UnreadableFileException where a column is unknown, stands twice or is missing; what stands there is not
     *     repeated, since a file without a header begins with a citizen
     */
    static Header read(List<Column> known, SourceRow row) {
        if (row == null) {
            throw new UnreadableFileException("empty");
        }
        Map<String, Column> byName = new HashMap<>();
        known.forEach(column -> {
            byName.put(plain(column.name()), column);
            byName.put(plain(column.header()), column);
        });
        List<Column> found = new ArrayList<>();
        List<String> flaws = new ArrayList<>();
        for (SourceRow.Cell cell : row.cells()) {
            Column column = cell == null ? null : byName.get(plain(cell.text()));
            if (cell != null && column == null) {
                flaws.add("unknown #" + (found.size() + 1));
            }
            if (column != null && found.contains(column)) {
                flaws.add("twice " + column.name());
            }
            found.add(column);
        }
        known.stream()
                .filter(column -> column.required() && !found.contains(column))
                .forEach(column -> flaws.add("missing " + column.name()));
        if (!flaws.isEmpty()) {
            throw UnreadableFileException.columns(
                    flaws.stream().limit(40).collect(Collectors.joining(", ")));
        }
        return new Header(found);
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** A row under these columns. */
    ImportRow row(SourceRow source, SourceRows file) {
        Map<String, String> cells = new HashMap<>();
        List<RowFault> faults = new ArrayList<>();
        Set<Integer> outside = new TreeSet<>();
        for (int i = 0; i < source.cells().size(); i++) {
            SourceRow.Cell cell = source.cells().get(i);
            Column column = i < columns.size() ? columns.get(i) : null;
            if (cell != null && column == null) {
                outside.add(i + 1);
            } else if (cell != null) {
                read(column, cell, file, cells, faults);
            }
        }
        outside.forEach(each -> faults.add(RowFault.of("#" + each, FieldFault.Code.UNKNOWN_FIELD)));
        return new ImportRow(source.line(), cells, faults);
    }

    private static void read(
            Column column, SourceRow.Cell cell, SourceRows file, Map<String, String> cells, List<RowFault> faults) {
        switch (cell.type()) {
            case BROKEN -> faults.add(RowFault.of(column.name(), FieldFault.Code.INVALID_TEXT));
            case NUMBER -> number(column, cell.text(), file, cells, faults);
            case TEXT -> {
                if (column.form() == Column.Form.TEXT && SHORTENED.matcher(cell.text()).matches()) {
                    faults.add(RowFault.of(column.name(), FieldFault.Code.DIGITS_LOST));
                } else {
                    cells.put(column.name(), cell.text());
                }
            }
        }
    }

    private static void number(
            Column column, String number, SourceRows file, Map<String, String> cells, List<RowFault> faults) {
        if (new BigDecimal(number).abs().compareTo(DIGITS_LOST_FROM) >= 0) {
            faults.add(RowFault.of(column.name(), FieldFault.Code.DIGITS_LOST));
            return;
        }
        LocalDate day = column.form() == Column.Form.DATE ? file.day(number) : null;
        // A number that is no day may still be a date that was typed as digits, such as 20180114.
        cells.put(column.name(), day == null ? number : day.toString());
    }
}
