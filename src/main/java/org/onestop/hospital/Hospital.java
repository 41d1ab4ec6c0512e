package org.onestop.hospital;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;

/**
 * A designated hospital (定点医疗机构) in one period.
 *
 * @param code     national code; not null
 * @param level    not null
 * @param place    where it lies as seen from the city; not null
 * @param division six-digit code of its county-level division
 * @param from     first day
 * @param to       last day; null while the period is open
 */
public record Hospital(
        String code, String name, HospitalLevel level, Place place, String division, LocalDate from, LocalDate to) {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,32}");
    private static final Pattern DIVISION = Pattern.compile("[0-9]{6}");

    /** Whether a text can be a hospital's code. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /** Whether a text can be a division's code; whether there is such a division is another question. */
    public static boolean isDivision(String text) {
        return DIVISION.matcher(text).matches();
    }

    boolean coversDay(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
