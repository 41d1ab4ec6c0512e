package org.onestop.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Reads query parameters as strictly as bodies. */
public final class Queries {

    /** The most entries of a page. */
    public static final int LARGEST_PAGE = 200;

    private static final int PAGE = 50;

    private Queries() {}

    /** Refuses parameters that the operation does not know, and any that is given twice or without a value. */
    public static void onlyKnown(Map<String, List<String>> sent, String... known) {
        for (Map.Entry<String, List<String>> parameter : sent.entrySet()) {
            if (!List.of(known).contains(parameter.getKey())) {
                throw refused(parameter.getKey(), FieldFault.Code.UNKNOWN_FIELD);
            }
            if (parameter.getValue().size() > 1) {
                throw refused(parameter.getKey(), FieldFault.Code.DUPLICATE_FIELD);
            }
            String value = parameter.getValue().get(0);
            if (value == null || value.isBlank()) {
                throw refused(parameter.getKey(), FieldFault.Code.EMPTY);
            }
        }
    }

    /** A date; null where the parameter is not there. */
    public static LocalDate date(String name, String value) {
        if (value == null) {
            return null;
        }
        LocalDate date = Values.date(value);
        if (date == null) {
            throw refused(name, FieldFault.Code.INVALID_DATE);
        }
        return date;
    }

    /** A month, {@code yyyy-MM}; null where the parameter is not there. */
    public static YearMonth month(String name, String value) {
        if (value == null) {
            return null;
        }
        LocalDate first = Values.date(value + "-01");
        if (first == null) {
            throw Refusal.of(
                            RefusalCode.INVALID_REQUEST,
                            new FieldFault(name, FieldFault.Code.INVALID_DATE, Map.of("form", "yyyy-MM")))
                    .asException();
        }
        return YearMonth.from(first);
    }

    /** A moment (RFC 3339, with its offset); null where the parameter is not there. */
    public static OffsetDateTime moment(String name, String value) {
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value);
        } catch (DateTimeException e) {
            throw refused(name, FieldFault.Code.INVALID_DATE);
        }
    }

    /** One of an enumeration's names; null where the parameter is not there. */
    public static <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
        if (value == null) {
            return null;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(value)) {
                return each;
            }
        }
        throw refused(name, FieldFault.Code.UNKNOWN_VALUE);
    }

    /** True or false; null where the parameter is not there. */
    public static Boolean truth(String name, String value) {
        if (value == null) {
            return null;
        }
        if (!value.equals("true") && !value.equals("false")) {
            throw refused(name, FieldFault.Code.UNKNOWN_VALUE);
        }
        return value.equals("true");
    }

    /**
     * A text; null where the parameter is not there.
     *
     * @param sent    the query's parameters, looked at by {@link #onlyKnown} before
     * @param longest how many characters it may have
     */
    public static String text(Map<String, List<String>> sent, String name, int longest) {
        if (!sent.containsKey(name)) {
            return null;
        }
        String text = sent.get(name).get(0);
        if (text.length() > longest) {
            throw refused(name, FieldFault.Code.TOO_LONG);
        }
        if (!Values.isReadable(text)) {
            throw refused(name, FieldFault.Code.INVALID_TEXT);
        }
        return text;
    }

    /** How many entries a page shall have: 1 to {@link #LARGEST_PAGE}. */
    public static int limit(String value) {
        if (value == null) {
            return PAGE;
        }
        if (!value.matches("[0-9]{1,3}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > LARGEST_PAGE) {
            throw refused("limit", FieldFault.Code.OUT_OF_RANGE);
        }
        return Integer.parseInt(value);
    }

    /** A refusal that names a parameter. */
    public static RuntimeException refused(String name, FieldFault.Code code) {
        return Refusal.of(RefusalCode.INVALID_REQUEST, FieldFault.of(CallerNames.shown(name), code))
                .asException();
    }
}
