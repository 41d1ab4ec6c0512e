package org.onestop.http;

/**
 * Text for a file that people open in a spreadsheet program, which takes what begins with certain signs for a formula and
 * computes it.
 */
public final class SpreadsheetText {

    /** Half and full width. */
    private static final String FORMULA_SIGNS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private SpreadsheetText() {}

    /** The text, behind an apostrophe where it would be taken for a formula. Not for numbers, which may be negative. */
    public static String harmless(String text) {
        return !text.isEmpty() && FORMULA_SIGNS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
