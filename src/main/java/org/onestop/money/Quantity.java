package org.onestop.money;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * How many units a line of a bill charges (数量), up to four decimals; negative on a refund line.
 *
 * <p>Immutable.
 *
 * @param tenThousandths the number times 10,000
 */
public record Quantity(long tenThousandths) {

    private static final int DECIMALS = 4;
    private static final Pattern TEXT = Pattern.compile("-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,4})?");

    /**
     * Reads a decimal with at most four decimals.
     *
     * @param text not null
     * @throws IllegalArgumentException if the text is not such a number
     */
    public static Quantity parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number with at most four decimals: " + text);
        }
        return new Quantity(new BigDecimal(text).movePointRight(DECIMALS).longValueExact());
    }

    /** The exact value. */
    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(tenThousandths, DECIMALS);
    }

    /** The decimal without needless zeros. */
    @Override
    public String toString() {
        return DecimalText.of(tenThousandths, DECIMALS, 0);
    }
}
