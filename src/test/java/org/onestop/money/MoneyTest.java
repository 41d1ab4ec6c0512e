package org.onestop.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts are exact, and every rounding goes where its name says. */
class MoneyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1.001", "1e2", "+1", " 1", "1 ", "1,00", "1.", ".5", "--1", "１", "0x1", "NaN", "1.0.0", "٣"})
    void whatIsNoPlainDecimalIsNoAmount(String text) {
        assertThrows(RuntimeException.class, () -> Money.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.00001", "x", "1e-1", ""})
    void whatHasMoreThanFourDecimalsIsNoRatio(String text) {
        assertThrows(RuntimeException.class, () -> Ratio.parse(text));
    }

    @Test
    void anAmountThatDoesNotFitIsAnErrorAndNotAnotherAmount() {
        Money most = Money.ofFen(Long.MAX_VALUE);
        assertThrows(ArithmeticException.class, () -> most.plus(Money.ofFen(1)));
        assertThrows(ArithmeticException.class, () -> Money.ofFen(Long.MIN_VALUE).minus(Money.ofFen(1)));
        assertThrows(ArithmeticException.class, () -> Money.ofFen(Long.MIN_VALUE).negated());
        assertThrows(ArithmeticException.class,
                () -> new UnitPrice(Long.MAX_VALUE).times(new Quantity(Long.MAX_VALUE), Rounding.HALF_UP_TO_FEN));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00", "1, 1.00", "-1, -1.00", "0.5, 0.50", "-0.05, -0.05", "12345678.90, 12345678.90", "-0, 0.00"})
    void anAmountIsShownWithTwoDecimals(String text, String shown) {
        assertEquals(shown, Money.parse(text).toString());
        assertEquals(Money.parse(text), Money.parse(shown));
    }

    @ParameterizedTest
    @CsvSource({"0.85, 0.85", "1, 1.00", "0.1, 0.10", "0.125, 0.125", "0.1250, 0.125", "0.0001, 0.0001", "0, 0.00"})
    void aRatioIsShownWithTwoToFourDecimals(String text, String shown) {
        assertEquals(shown, Ratio.parse(text).toString());
    }

    /** Ties go away from zero, for what is paid and for what is given back alike. */
    @ParameterizedTest
    @CsvSource({
        "0.01, 0.5, 0.01", "-0.01, 0.5, -0.01", "0.03, 0.5, 0.02", "-0.03, 0.5, -0.02", "0.01, 0.4999, 0.00",
        "-0.01, 0.4999, 0.00", "100.01, 0.75, 75.01", "100.02, 0.75, 75.02", "0.10, 0.0500, 0.01", "1234.56, 1, 1234.56"
    })
    void aShareIsRoundedHalfUp(String amount, String share, String result) {
        assertEquals(result, Ratio.parse(share).of(Money.parse(amount), Rounding.HALF_UP_TO_FEN).toString());
    }

    @Test
    void sharesAndProductsAgreeWithExactDecimals() {
        long seed = ThreadLocalRandom.current().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            Money amount = Money.ofFen(random.nextLong(-10_000_000_000L, 10_000_000_000L));
            Ratio share = new Ratio(random.nextInt(10_001));
            assertEquals(
                    decimal(amount).multiply(BigDecimal.valueOf(share.tenThousandths(), 4)).setScale(2, RoundingMode.HALF_UP),
                    decimal(share.of(amount, Rounding.HALF_UP_TO_FEN)),
                    () -> amount + " x " + share + ", seed " + seed);
            UnitPrice price = new UnitPrice(random.nextLong(1_000_000_000_000L));
            Quantity quantity = new Quantity(random.nextLong(-10_000_000L, 10_000_000L));
            assertEquals(
                    BigDecimal.valueOf(price.millionths(), 6)
                            .multiply(BigDecimal.valueOf(quantity.tenThousandths(), 4))
                            .setScale(2, RoundingMode.HALF_UP),
                    decimal(price.times(quantity, Rounding.HALF_UP_TO_FEN)),
                    () -> price + " x " + quantity + ", seed " + seed);
        }
    }

    @Test
    void aQuotientOfAProductIsExactHoweverLarge() {
        long seed = ThreadLocalRandom.current().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long a = random.nextLong(10_000_000_000L);
            long b = random.nextLong(10_000_000_000L);
            long c = 1 + random.nextLong(Math.max(1, b)) + b;
            BigDecimal exact = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                    .divide(BigDecimal.valueOf(c), 0, RoundingMode.HALF_UP);
            assertEquals(exact.longValueExact(), Rounding.HALF_UP_TO_FEN.multiplyAndDivide(a, b, c),
                    () -> a + " x " + b + " / " + c + ", seed " + seed);
        }
    }

    private static BigDecimal decimal(Money amount) {
        return BigDecimal.valueOf(amount.fen(), 2);
    }
}
