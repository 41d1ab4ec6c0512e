package org.onestop.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as people and spreadsheets write them: {@code 2018-01-14}, {@code 2018/1/14}, {@code 2018.1.14},
 * {@code 2018年1月14日}, {@code 20180114}, each with a midnight behind it or without.
 */
final class Dates {

    private static final Pattern FORM = Pattern.compile("([0-9]{4})(?:"
            + "([-/.])([0-9]{1,2})\\2([0-9]{1,2})"
            + "|年([0-9]{1,2})月([0-9]{1,2})日"
            + "|([0-9]{2})([0-9]{2}))(?:[ T]0{1,2}:00(?::00)?)?");

    private Dates() {}

    /** The date, or null where the text is none that the calendar has. */
    static LocalDate parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        try {
            return LocalDate.of(number(parts, 1), number(parts, 3, 5, 7), number(parts, 4, 6, 8));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher parts, int... groups) {
        for (int group : groups) {
            if (parts.group(group) != null) {
                return Integer.parseInt(parts.group(group));
            }
        }
        throw new IllegalStateException("the form has one of them");
    }
}
