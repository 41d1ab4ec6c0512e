package org.onestop.http;

import java.util.OptionalLong;

/**
 * Decimals as nearly every bill writes them, read digit by digit: at most nine digits before the point, and no more
 * after it than are taken. A bill has hundreds of them; whatever is written otherwise is left to {@link Values}.
 */
final class PlainDecimal {

    private static final int MOST_DIGITS = 9;

    private PlainDecimal() {}

    /** The number times ten to the power of {@code decimals}; empty where it is written otherwise, or is none. */
    static OptionalLong scaled(String text, int decimals) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = start + digits(text, start);
        int whole = point - start;
        if (whole == 0 || whole > MOST_DIGITS || whole > 1 && text.charAt(start) == '0') {
            return OptionalLong.empty();
        }
        int part = 0;
        if (point < text.length()) {
            part = digits(text, point + 1);
            if (text.charAt(point) != '.' || part == 0 || part > decimals || point + 1 + part < text.length()) {
                return OptionalLong.empty();
            }
        }
        long value = 0;
        for (int i = start; i < text.length(); i++) {
            value = i == point ? value : value * 10 + text.charAt(i) - '0';
        }
        for (int i = part; i < decimals; i++) {
            value *= 10;
        }
        return OptionalLong.of(start == 0 ? value : -value);
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}
