package org.onestop.imports;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A row as the file has it.
 *
 * @param line  counted as editors and spreadsheets do: the first is 1
 * @param cells from the left; null for one that is empty
 */
record SourceRow(long line, List<Cell> cells) {

    /** What spreadsheet programs write where a formula has no result. */
    private static final Pattern ERROR =
            Pattern.compile("#(N/A|NAME\\?|NULL!|NUM!|REF!|VALUE!|DIV/0!|SPILL!|CALC!|GETTING_DATA|#+)");

    /** What a cell is. */
    enum Type {
        TEXT,
        NUMBER,
        /** An error of a formula, such as {@code #N/A}. */
        BROKEN
    }

    /**
     * A cell that is not empty.
     *
     * @param text trimmed; a number as the spreadsheet stores it
     */
    record Cell(String text, Type type) {

        /** A text's cell; null where there is nothing but space. */
        static Cell ofText(String text) {
            String trimmed = text.strip();
            if (trimmed.isEmpty()) {
                return null;
            }
            return new Cell(trimmed, ERROR.matcher(trimmed).matches() ? Type.BROKEN : Type.TEXT);
        }
    }

    /** Whether there is anything in it. */
    boolean isEmpty() {
        return cells.stream().allMatch(cell -> cell == null);
    }

    /** Whether it is for people and not for us: its first cell begins with {@code #}, as the template's second line does. */
    boolean isComment() {
        Cell first = cells.isEmpty() ? null : cells.get(0);
        return first != null && first.type() == Type.TEXT && first.text().startsWith("#");
    }
}
