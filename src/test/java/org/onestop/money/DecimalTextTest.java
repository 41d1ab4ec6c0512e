package org.onestop.money;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantities, prices and ratios are written as the exact decimals they are, without needless zeros. */
class DecimalTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0", "1, 0.000001", "-1, -0.000001", "1000000, 1", "-1000000, -1", "10000000, 10", "100500000, 100.5",
        "1020300, 1.0203", "-999999, -0.999999"
    })
    void aPriceIsWrittenWithoutNeedlessZeros(long millionths, String text) {
        assertEquals(text, new UnitPrice(millionths).toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -10_000, -9_999, 0, 9_999, 10_000, Long.MAX_VALUE})
    void theLargestAndSmallestAreWrittenToo(long value) {
        assertWritten(value, "");
    }

    @Test
    void everyNumberIsWrittenAsItsExactDecimal() {
        long seed = ThreadLocalRandom.current().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertWritten(random.nextBoolean() ? value / 1_000 * 1_000 : value, "seed " + seed);
        }
    }

    private static void assertWritten(long value, String seed) {
        assertEquals(plain(value, 4, 0), new Quantity(value).toString(), seed);
        assertEquals(plain(value, 6, 0), new UnitPrice(value).toString(), seed);
        int share = (int) (value & Integer.MAX_VALUE);
        assertEquals(plain(share, 4, 2), new Ratio(share).toString(), seed);
    }

    private static String plain(long value, int decimals, int least) {
        BigDecimal exact = BigDecimal.valueOf(value, decimals).stripTrailingZeros();
        return exact.setScale(Math.max(least, exact.scale())).toPlainString();
    }
}
