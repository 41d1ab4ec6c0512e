package org.onestop.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way to read a decimal reads what the long way reads, or leaves it to that. */
class PlainDecimalTest {

    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,4})?");

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-", ".", "-.", "1.", ".5", "-.5", "01", "00", "-01", "+1", "--1", "1-", "1e2", "1.2.3", "1.2-", "1 ", " 1", "1,0",
        "1.00001", "1234567890", "NaN", "１", "٣", "1.２", "0x1"
    })
    void whatIsWrittenOtherwiseIsLeftToTheLongWay(String text) {
        assertEquals(OptionalLong.empty(), PlainDecimal.scaled(text, 4));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "0.0, 0", "1, 10000", "-1.5, -15000", "0.0001, 1", "-0.0001, -1", "999999999.9999, 9999999999999"})
    void aPlainOneIsReadExactly(String text, long tenThousandths) {
        assertEquals(OptionalLong.of(tenThousandths), PlainDecimal.scaled(text, 4));
    }

    @Test
    void anyTextIsReadAsItsDecimalOrNotAtAll() {
        long seed = ThreadLocalRandom.current().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = text(random);
            OptionalLong expected = PLAIN.matcher(text).matches()
                    ? OptionalLong.of(new BigDecimal(text).movePointRight(4).longValueExact())
                    : OptionalLong.empty();
            assertEquals(expected, PlainDecimal.scaled(text, 4), () -> text + ", seed " + seed);
            read += expected.isPresent() ? 1 : 0;
        }
        int plain = read;
        assertTrue(plain > 1_000, () -> "only " + plain + " were plain decimals, seed " + seed);
    }

    private static String text(SplittableRandom random) {
        String signs = random.nextInt(3) == 0 ? "0123456789.-e " : "0123456789.";
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return text.toString();
    }
}
