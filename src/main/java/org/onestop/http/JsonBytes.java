package org.onestop.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.onestop.money.Money;

/**
 * JSON put together byte by byte, in UTF-8: for what each settlement writes by the tens of kilobytes, where a generator's
 * care for every member is felt. The bytes are those that the mapper writes. Whoever uses it sees to the commas: names and
 * whatever else is always the same are given as one {@link #part}.
 */
public final class JsonBytes {

    private static final byte[] NULL = part("null");
    private static final byte[] TRUE = part("true");
    private static final byte[] FALSE = part("false");
    private static final byte[] HEX = part("0123456789ABCDEF");
    private static final byte[] ESCAPES = escapes();

    /** The digits of the smallest long, and its sign. */
    private static final int LONGEST_NUMBER = 20;

    private static final int LONGEST_ESCAPE = 6;

    /** Up to here going through the characters costs less than encoding them into an array of their own. */
    private static final int SHORT = 20;

    private byte[] bytes;
    private int length;

    /**
     * Nothing yet.
     *
     * @param expected how many bytes there will be; a guess
     */
    public JsonBytes(int expected) {
        this.bytes = new byte[expected];
    }

    /** A constant piece of JSON, such as {@code ,"name":}. */
    public static byte[] part(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** Adds what is JSON already. */
    public JsonBytes add(byte[] json) {
        room(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    /** Adds one character of JSON itself. */
    public JsonBytes add(char sign) {
        room(1);
        bytes[length++] = (byte) sign;
        return this;
    }

    /** Adds a text in quotes, or null. */
    public JsonBytes text(String value) {
        if (value == null) {
            return add(NULL);
        }
        room(value.length() + 2);
        int start = length;
        bytes[length++] = '"';
        return value.length() <= SHORT && isPlainly(value) ? add('"') : encoded(value, start);
    }

    /** Adds a short text's characters as far as each is written as it stands in one byte; whether all are. */
    private boolean isPlainly(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ESCAPES.length || ESCAPES[c] != 0) {
                return false;
            }
            bytes[length++] = (byte) c;
        }
        return true;
    }

    private JsonBytes encoded(String value, int start) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        length = start;
        room(utf8.length + 2);
        bytes[length++] = '"';
        if (Utf8.isPlainInJson(utf8)) {
            System.arraycopy(utf8, 0, bytes, length, utf8.length);
            length += utf8.length;
        } else {
            refuseHalfPairs(value);
            room(LONGEST_ESCAPE * utf8.length + 1);
            for (byte each : utf8) {
                escaped(each);
            }
        }
        return add('"');
    }

    /** The encoder would write a question mark for one. */
    private static void refuseHalfPairs(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i)) && !Character.isSupplementaryCodePoint(value.codePointAt(i++))) {
                throw new IllegalArgumentException("half of a surrogate pair");
            }
        }
    }

    /** Adds the name of a constant in quotes, or null. */
    public JsonBytes name(Enum<?> value) {
        return text(value == null ? null : value.name());
    }

    /** Adds a whole number. */
    public JsonBytes number(long value) {
        room(LONGEST_NUMBER);
        if (value < 0) {
            bytes[length++] = '-';
        }
        digits(value);
        return this;
    }

    /** Adds an amount as answers have it: yuan with two decimals, in quotes; or null. */
    public JsonBytes yuan(Money amount) {
        if (amount == null) {
            return add(NULL);
        }
        room(LONGEST_NUMBER + 3);
        bytes[length++] = '"';
        if (amount.isNegative()) {
            bytes[length++] = '-';
        }
        digits(amount.fen() / 100);
        int rest = (int) Math.abs(amount.fen() % 100);
        bytes[length++] = '.';
        bytes[length++] = (byte) ('0' + rest / 10);
        bytes[length++] = (byte) ('0' + rest % 10);
        bytes[length++] = '"';
        return this;
    }

    /** Adds {@code true} or {@code false}. */
    public JsonBytes truth(boolean value) {
        return add(value ? TRUE : FALSE);
    }

    /** Everything so far. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Hands everything so far on as one value. */
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeRawValue(new Verbatim(bytes, length));
    }

    /** The digits of a number without its sign; there is room for them. */
    private void digits(long value) {
        int count = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            count++;
        }
        long rest = value;
        for (int at = length + count - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + Math.abs((int) (rest % 10)));
            rest /= 10;
        }
        length += count;
    }

    private void escaped(byte each) {
        byte escape = each < 0 ? 0 : ESCAPES[each];
        if (escape != 0) {
            bytes[length++] = '\\';
        }
        bytes[length++] = escape == 0 ? each : escape;
        if (escape == 'u') {
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[each >> 4];
            bytes[length++] = HEX[each & 0xF];
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    /** What stands behind the backslash (RFC 8259, section 7); 0 for what needs none. */
    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        Arrays.fill(escapes, 0, 0x20, (byte) 'u');
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }
}
