package org.onestop.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An area as civil affairs numbers it (行政区划代码): 12 digits, of which the county-level division has six, the township and
 * the community three each; what lies open is zero, so that {@code 520201001000} is a whole township and
 * {@code 520200000000} the whole city. Immutable.
 *
 * @param code 12 digits
 */
public record Area(String code) {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{11}");
    private static final int PROVINCE = 2;
    private static final int CITY = 4;
    private static final int COUNTY = 6;
    private static final int TOWNSHIP = 9;
    private static final int COMMUNITY = 12;

    /** The area of a code; empty where the text is none. */
    public static Optional<Area> parse(String code) {
        return FORM.matcher(code).matches() ? Optional.of(new Area(code)) : Optional.empty();
    }

    /** Whether another area is this one or lies within it. */
    public boolean covers(Area other) {
        return other.code.startsWith(code.substring(0, length()));
    }

    /** The code of its county-level division, six digits. */
    public String division() {
        return code.substring(0, COUNTY);
    }

    /** Whether it is a community (社区、村), the smallest area there is. */
    public boolean isCommunity() {
        return length() == COMMUNITY;
    }

    /** The digits that all areas within it share; for looking them up by their beginning. */
    public String prefix() {
        return code.substring(0, length());
    }

    /** This area under another division's code. */
    public Area in(String division) {
        return new Area(division + code.substring(COUNTY));
    }

    private int length() {
        if (!code.endsWith("000")) {
            return COMMUNITY;
        }
        if (!code.startsWith("000", COUNTY)) {
            return TOWNSHIP;
        }
        if (!code.startsWith("00", CITY)) {
            return COUNTY;
        }
        return code.startsWith("00", PROVINCE) ? PROVINCE : CITY;
    }
}
