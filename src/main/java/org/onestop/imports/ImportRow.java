package org.onestop.imports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.RefusalCode;

/**
 * One row of a file, read by its columns' names. Every fault of form is collected with its column, so that a row's author
 * learns of all of them at once; a faulty or empty cell reads as null.
 */
public final class ImportRow {

    /** Several values in one cell, between the half or full-width signs that people use. */
    private static final Pattern SEVERAL = Pattern.compile("[;\uFF1B\u3001]");

    private final long line;
    private final Map<String, String> cells;
    private final Set<RowFault> faults;

    ImportRow(long line, Map<String, String> cells, List<RowFault> faults) {
        this.line = line;
        this.cells = cells;
        this.faults = new LinkedHashSet<>(faults);
    }

    /** Where it stands in the file, counted as editors and spreadsheets do: the first line is 1. */
    public long line() {
        return line;
    }

    /** What was found wrong so far. */
    public List<RowFault> faults() {
        return List.copyOf(faults);
    }

    public boolean isFaulty() {
        return !faults.isEmpty();
    }

    /** Reports a fault of a cell; returns null for the value that could not be read. */
    public <T> T fault(String column, FieldFault.Code code) {
        faults.add(RowFault.of(column, code));
        return null;
    }

    /** As {@link #fault(String, FieldFault.Code)}, for what the interface refuses with a code of its own. */
    public <T> T fault(String column, RefusalCode code) {
        faults.add(RowFault.of(column, code));
        return null;
    }

    /** A text of at least one character. */
    public String text(String column, int longest) {
        return required(column, cell -> text(column, cell, longest));
    }

    public String optionalText(String column, int longest) {
        return optional(column, cell -> text(column, cell, longest));
    }

    /** A date in one of the ways in which it is usually written; see {@link Dates}. */
    public LocalDate date(String column) {
        return required(column, cell -> date(column, cell));
    }

    public LocalDate optionalDate(String column) {
        return optional(column, cell -> date(column, cell));
    }

    /** A value by one of its words. */
    public <T> T choice(String column, Choices<T> choices) {
        return required(column, cell -> choice(column, cell, choices));
    }

    public <T> T optionalChoice(String column, Choices<T> choices) {
        return optional(column, cell -> choice(column, cell, choices));
    }

    /** Several values in one cell; empty where there are none. */
    public <T> List<T> choices(String column, Choices<T> choices) {
        return parts(column).stream()
                .map(part -> part.isEmpty() ? null : choice(column, part, choices))
                .toList();
    }

    /** Several dates in one cell, null for each that is left out; empty where there are none. */
    public List<LocalDate> dates(String column) {
        List<LocalDate> dates = new ArrayList<>();
        parts(column).forEach(part -> dates.add(part.isEmpty() ? null : date(column, part)));
        return dates;
    }

    private List<String> parts(String column) {
        String cell = cells.get(column);
        return cell == null
                ? List.of()
                : Arrays.stream(SEVERAL.split(cell, -1)).map(String::strip).toList();
    }

    private <T> T required(String column, Function<String, T> read) {
        String cell = cells.get(column);
        return cell == null ? missing(column) : read.apply(cell);
    }

    private <T> T missing(String column) {
        boolean isKnown = faults.stream().anyMatch(fault -> fault.column().equals(column));
        return isKnown ? null : fault(column, FieldFault.Code.MISSING_FIELD);
    }

    private <T> T optional(String column, Function<String, T> read) {
        String cell = cells.get(column);
        return cell == null ? null : read.apply(cell);
    }

    private String text(String column, String cell, int longest) {
        if (cell.length() > longest) {
            return fault(column, FieldFault.Code.TOO_LONG);
        }
        return isReadable(cell) ? cell : fault(column, FieldFault.Code.INVALID_TEXT);
    }

    private LocalDate date(String column, String cell) {
        LocalDate date = Dates.parse(cell);
        return date == null ? fault(column, FieldFault.Code.INVALID_DATE) : date;
    }

    private <T> T choice(String column, String cell, Choices<T> choices) {
        T value = choices.find(cell);
        return value == null ? fault(column, FieldFault.Code.UNKNOWN_VALUE) : value;
    }

    /** No control characters, and no character that a decoder or a spreadsheet has put in the place of a broken one. */
    private static boolean isReadable(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || c == 0xFFFD || c >= 0xD800 && c <= 0xDFFF);
    }
}
