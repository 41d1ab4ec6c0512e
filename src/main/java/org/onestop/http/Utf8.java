package org.onestop.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes are UTF-8 (RFC 3629): no longer form than needed, no half of a surrogate pair, nothing cut off. The
 * reader of JSON is not that strict, and decoding a body only to find out costs more than reading it.
 */
final class Utf8 {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ANY_BEYOND_ASCII = 0x8080808080808080L;
    private static final long EACH = 0x0101010101010101L;

    private Utf8() {}

    static boolean isWellFormed(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (at + Long.BYTES <= bytes.length && ((long) EIGHT_BYTES.get(bytes, at) & ANY_BEYOND_ASCII) == 0) {
                at += Long.BYTES;
            } else {
                int length = character(bytes, at);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    /**
     * Whether text stands in JSON as it is: no quotation mark, backslash or control character, and no question mark, which
     * an encoder writes for what it can't write.
     */
    static boolean isPlainInJson(byte[] text) {
        int at = 0;
        for (; at + Long.BYTES <= text.length; at += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(text, at);
            long found = (eight - ' ' * EACH) & ~eight
                    | zero(eight ^ '"' * EACH)
                    | zero(eight ^ '\\' * EACH)
                    | zero(eight ^ '?' * EACH);
            if ((found & ANY_BEYOND_ASCII) != 0) {
                return false;
            }
        }
        for (; at < text.length; at++) {
            byte each = text[at];
            if (each >= 0 && each < ' ' || each == '"' || each == '\\' || each == '?') {
                return false;
            }
        }
        return true;
    }

    /** The highest bit of a byte is set where one of eight is zero; elsewhere it says nothing unless one is. */
    private static long zero(long eight) {
        return (eight - EACH) & ~eight;
    }

    /** How many bytes the character that begins here has; 0 where none does. */
    private static int character(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return isBeyondRange(first, bytes[at + 1] & 0xFF) ? 0 : length;
    }

    /** The second byte tells a form that is too long, a surrogate, and what lies above U+10FFFF. */
    private static boolean isBeyondRange(int first, int second) {
        return switch (first) {
            case 0xE0 -> second < 0xA0;
            case 0xED -> second > 0x9F;
            case 0xF0 -> second < 0x90;
            case 0xF4 -> second > 0x8F;
            default -> false;
        };
    }
}
