package org.onestop.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;

/** A body is UTF-8 and one JSON value, or it is refused with the place of the first fault. */
class JsonBodyTest {

    /** Bytes at the borders of what may begin or go on with a character. */
    private static final int[] BORDERS = {
        0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1,
        0xF3, 0xF4, 0xF5, 0xFF
    };

    /** A form longer than needed, half of a surrogate pair, beyond Unicode, cut off, a byte that begins nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"c080", "e09fbf", "eda080", "f08fbfbf", "f4908080", "e4b8", "80", "ff"})
    void bytesThatAreNoUtf8AreRefused(String hex) {
        byte[] text = new java.math.BigInteger("22" + hex + "22", 16).toByteArray();
        assertEquals(Map.of("reason", "not UTF-8"), refusal(text).facts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void anotherEncodingIsNotGuessed(String encoding) {
        assertEquals(RefusalCode.MALFORMED_JSON, refusal("{\"a\":1}".getBytes(Charset.forName(encoding))).code());
    }

    @Test
    void aByteOrderMarkIsNoJson() {
        assertEquals(RefusalCode.MALFORMED_JSON, refusal("\uFEFF{}").code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[1,2,|1|6", "{'a':1}|1|2", "{\"样例\":\"字\" 1}|1|11", "{\"样例\":1,\\n\"字\":\"字\",}|2|9"})
    void theFirstFaultIsNamedByLineAndCharacter(String text, String line, String column) {
        assertEquals(
                Map.of("reason", "not JSON", "line", line, "column", column),
                refusal(text.replace("\\n", "\n")).facts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"a\":1}|/a",
                "{\"a\":{},\"b\":1,\"a\":{\"c\":1}}|/a",
                "{\"lines\":[{},{\"a\":[],\"a\":[1]}]}|/lines/1/a",
                "{\"姓名\":1,\"姓名\":2}|/?"
            })
    void aMemberGivenTwiceIsNamed(String text, String pointer) {
        assertEquals(
                java.util.List.of(FieldFault.of(pointer, FieldFault.Code.DUPLICATE_FIELD)), refusal(text).faults());
    }

    @Test
    void membersAreSortedAndNumbersKeepTheirDigits() {
        byte[] canonical = JsonBody.parse(utf8(" {\"b\":[1.00, -0.5e3], \"a\":{\"样\":\"例\\n\",\"é\":null}} ")).canonical();
        assertEquals("{\"a\":{\"é\":null,\"样\":\"例\\n\"},\"b\":[1.00,-5E+2]}", new String(canonical, StandardCharsets.UTF_8));
    }

    @Test
    void whatTheJdkDecodesIsUtf8AndNothingElse() {
        long seed = ThreadLocalRandom.current().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        int wellFormed = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(14)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(3) > 0 ? 'a' : BORDERS[random.nextInt(BORDERS.length)]);
            }
            boolean decoded = isDecoded(bytes);
            assertEquals(decoded, Utf8.isWellFormed(bytes), () -> java.util.HexFormat.of().formatHex(bytes) + ", seed " + seed);
            wellFormed += decoded ? 1 : 0;
        }
        int good = wellFormed;
        assertTrue(good > 10_000 && good < 190_000, () -> good + " were UTF-8, seed " + seed);
    }

    private static boolean isDecoded(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Refusal refusal(String text) {
        return refusal(utf8(text));
    }

    private static Refusal refusal(byte[] bytes) {
        return assertThrows(RefusedException.class, () -> JsonBody.parse(bytes)).refusal();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
