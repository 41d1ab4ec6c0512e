package org.onestop.imports;

/**
 * A column of a file.
 *
 * @param name     as the interface names the field, such as {@code idNumber}
 * @param header   in Chinese, as the template has it
 * @param required whether a file must have it and every row fill it in
 * @param form     what its cells hold
 * @param hint     what may stand in it, for the template's second line
 * @param example  of a cell
 */
public record Column(String name, String header, boolean required, Form form, String hint, String example) {

    /** What cells hold: a spreadsheet's numbers are dates in one column and digits in another. */
    public enum Form {
        TEXT,
        DATE,
        NUMBER
    }

    public static Column required(String name, String header, Form form, String hint, String example) {
        return new Column(name, header, true, form, hint, example);
    }

    public static Column optional(String name, String header, Form form, String hint, String example) {
        return new Column(name, header, false, form, hint, example);
    }
}
