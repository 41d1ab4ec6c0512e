package org.onestop.registry;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.onestop.access.Area;

/**
 * A household's file (建档立卡) as far as whoever works on it needs to know.
 *
 * @param area     the community where it lives now
 * @param openedOn first day of the file
 */
record Household(String fileNo, Area area, LocalDate openedOn) {

    /** At least one digit, so that no number is taken for a word of an address. */
    private static final Pattern NUMBER = Pattern.compile("(?=.*[0-9])[A-Za-z0-9-]{1,32}");

    /** A citizen's ID number must not become the number of a file: that one stands in addresses. */
    private static final Pattern CITIZEN = Pattern.compile(".*[0-9]{17}[0-9Xx].*");

    /** Whether a text can be the number of a new file. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches() && !CITIZEN.matcher(text).matches();
    }

    /** Where the file can be read. */
    static String link(String fileNo) {
        return "/api/v1/households/" + fileNo;
    }
}
