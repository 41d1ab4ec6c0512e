package org.onestop.money;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Yuan for one unit (单价), up to six decimals; also a price ceiling (限价).
 *
 * <p>Immutable.
 *
 * @param millionths the number times 1,000,000
 */
public record UnitPrice(long millionths) {

    /** Millionths of a yuan times ten-thousandths of a unit, in one fen. */
    private static final long PER_FEN = 100_000_000L;

    private static final int DECIMALS = 6;
    private static final Pattern TEXT = Pattern.compile("-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,6})?");

    /**
     * Reads a decimal with at most six decimals.
     *
     * @param text not null
     * @throws IllegalArgumentException if the text is not such a number
     */
    public static UnitPrice parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number with at most six decimals: " + text);
        }
        return new UnitPrice(new BigDecimal(text).movePointRight(DECIMALS).longValueExact());
    }

    /**
     * The amount for so many units, rounded once.
     *
     * @param quantity not null
     * @param rounding not null
     * @throws ArithmeticException if the amount does not fit
     */
    public Money times(Quantity quantity, Rounding rounding) {
        return Money.ofFen(rounding.multiplyAndDivide(millionths, quantity.tenThousandths(), PER_FEN));
    }

    /** The difference of two prices. */
    public UnitPrice minus(UnitPrice other) {
        return new UnitPrice(Math.subtractExact(millionths, other.millionths));
    }

    /** The exact value. */
    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(millionths, DECIMALS);
    }

    /** The decimal without needless zeros. */
    @Override
    public String toString() {
        return DecimalText.of(millionths, DECIMALS, 0);
    }
}
