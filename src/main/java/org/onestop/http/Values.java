package org.onestop.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;
import org.onestop.refusal.FieldFault;

/** How single values are read. Numbers may come as JSON numbers or as strings of plain decimals. */
final class Values {

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\t]");

    /** How a date is written: a digit for each letter. */
    private static final String DATE = "yyyy-MM-dd";

    /**
     * Far above every amount that the service takes, far below what overflows: a number beyond it is read as this
     * one, so that its size is judged by the rule that names the limit and not taken for a fault of form.
     */
    private static final BigDecimal BEYOND = BigDecimal.valueOf(1_000_000_000L);

    private Values() {}

    static String text(Fields fields, String name, JsonNode node, int longest) {
        String text = bounded(fields, name, node, longest);
        return text == null || isReadable(text) ? text : fields.fault(name, FieldFault.Code.INVALID_TEXT);
    }

    /** A text that may have several lines. */
    static String prose(Fields fields, String name, JsonNode node, int longest) {
        String text = bounded(fields, name, node, longest);
        return text == null || isReadable(LINE_BREAKS.matcher(text).replaceAll(" "))
                ? text
                : fields.fault(name, FieldFault.Code.INVALID_TEXT);
    }

    /** A list of texts; a fault of one of them is a fault of the list. */
    static List<String> texts(Fields fields, String name, JsonNode node, int longest) {
        if (!node.isArray()) {
            return fields.fault(name, FieldFault.Code.WRONG_TYPE);
        }
        List<String> found = new ArrayList<>(node.size());
        node.forEach(each -> found.add(text(fields, name, each, longest)));
        return found;
    }

    static Boolean truth(Fields fields, String name, JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : fields.fault(name, FieldFault.Code.WRONG_TYPE);
    }

    private static String bounded(Fields fields, String name, JsonNode node, int longest) {
        if (!node.isTextual()) {
            return fields.fault(name, FieldFault.Code.WRONG_TYPE);
        }
        String text = node.textValue();
        if (text.isBlank()) {
            return fields.fault(name, FieldFault.Code.EMPTY);
        }
        return text.length() <= longest
                ? text
                : fields.fault(name, FieldFault.Code.TOO_LONG, Map.of("limit", Integer.toString(longest)));
    }

    static Money money(Fields fields, String name, JsonNode node) {
        Long fen = scaled(fields, name, node, 2);
        return fen == null ? null : Money.ofFen(fen);
    }

    static UnitPrice price(Fields fields, String name, JsonNode node) {
        Long millionths = scaled(fields, name, node, 6);
        return millionths == null ? null : new UnitPrice(millionths);
    }

    static Quantity quantity(Fields fields, String name, JsonNode node) {
        Long tenThousandths = scaled(fields, name, node, 4);
        return tenThousandths == null ? null : new Quantity(tenThousandths);
    }

    /**
     * A ratio is never negative; one that is, or is too large, is read as one that every check of its range
     * refuses.
     */
    static Ratio ratio(Fields fields, String name, JsonNode node) {
        Long tenThousandths = scaled(fields, name, node, 4);
        if (tenThousandths == null) {
            return null;
        }
        long most = 9_999L * Ratio.SCALE;
        return new Ratio((int) (tenThousandths < 0 ? most : Math.min(tenThousandths, most)));
    }

    /** A number too large is read as one that every check of its range refuses, as its size is a question of value. */
    static Integer integer(Fields fields, String name, JsonNode node) {
        if (!node.isIntegralNumber()) {
            return fields.fault(name, FieldFault.Code.WRONG_TYPE);
        }
        return node.canConvertToInt() ? node.intValue() : -1;
    }

    static LocalDate date(Fields fields, String name, JsonNode node) {
        if (!node.isTextual()) {
            return fields.fault(name, FieldFault.Code.WRONG_TYPE);
        }
        LocalDate date = date(node.textValue());
        return date == null ? fields.fault(name, FieldFault.Code.INVALID_DATE) : date;
    }

    /** The date, or null where the text is none that the calendar has. */
    static LocalDate date(String text) {
        if (text.length() != DATE.length() || !isWrittenAsDate(text)) {
            return null;
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(text, 0, 4, 10), Integer.parseInt(text, 5, 7, 10), Integer.parseInt(text, 8, 10, 10));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isWrittenAsDate(String text) {
        for (int i = 0; i < DATE.length(); i++) {
            char c = text.charAt(i);
            if (DATE.charAt(i) == '-' ? c != '-' : c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** The number times ten to the power of {@code decimals}; null, and the fault is reported, where it is none. */
    private static Long scaled(Fields fields, String name, JsonNode node, int decimals) {
        OptionalLong plain = node.isTextual() ? PlainDecimal.scaled(node.textValue(), decimals) : OptionalLong.empty();
        if (plain.isPresent()) {
            return plain.getAsLong();
        }
        BigDecimal value;
        if (node.isNumber()) {
            value = node.decimalValue();
        } else if (!node.isTextual()) {
            return fields.fault(name, FieldFault.Code.WRONG_TYPE);
        } else if (node.textValue().length() <= 64 && DECIMAL.matcher(node.textValue()).matches()) {
            value = new BigDecimal(node.textValue());
        } else {
            return fields.fault(name, FieldFault.Code.INVALID_NUMBER);
        }
        if (value.scale() > decimals) {
            return fields.fault(
                    name, FieldFault.Code.TOO_MANY_DECIMALS, Map.of("limit", Integer.toString(decimals)));
        }
        return value.min(BEYOND).max(BEYOND.negate()).movePointRight(decimals).longValueExact();
    }

    /** Whether a text can be stored and shown: no control characters, no half of a surrogate pair. */
    static boolean isReadable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(++i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
