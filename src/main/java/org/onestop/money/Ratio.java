package org.onestop.money;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A share with up to four decimals, such as a reimbursement rate (报销比例), held in ten-thousandths.
 *
 * <p>Never negative. May be above one (a factor); where only 0..1 makes sense the reader of the value checks it.
 * Immutable.
 *
 * @param tenThousandths the share times 10,000
 */
public record Ratio(int tenThousandths) implements Comparable<Ratio> {

    /** Nothing. */
    public static final Ratio ZERO = new Ratio(0);

    /** All. */
    public static final Ratio ONE = new Ratio(10_000);

    /** What {@link #tenThousandths} is divided by. */
    public static final int SCALE = 10_000;

    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,3})(\\.[0-9]{1,4})?");

    public Ratio {
        if (tenThousandths < 0) {
            throw new IllegalArgumentException("a ratio is never negative: " + tenThousandths);
        }
    }

    /**
     * Reads a decimal with at most four decimals, such as {@code "0.85"}.
     *
     * @param text not null
     * @throws IllegalArgumentException if the text is not such a number
     */
    public static Ratio parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a ratio with at most four decimals: " + text);
        }
        return new Ratio(new BigDecimal(text).movePointRight(4).intValueExact());
    }

    /** The sum of both, as when a tilt (倾斜) raises a rate by some points. */
    public Ratio plus(Ratio other) {
        return new Ratio(Math.addExact(tenThousandths, other.tenThousandths));
    }

    public Ratio min(Ratio other) {
        return tenThousandths <= other.tenThousandths ? this : other;
    }

    /** Whether this is between nothing and all, both included. */
    public boolean isShare() {
        return tenThousandths <= SCALE;
    }

    public boolean isZero() {
        return tenThousandths == 0;
    }

    /**
     * This share of an amount, rounded once.
     *
     * @param amount   not null
     * @param rounding not null
     */
    public Money of(Money amount, Rounding rounding) {
        return Money.ofFen(rounding.multiplyAndDivide(amount.fen(), tenThousandths, SCALE));
    }

    @Override
    public int compareTo(Ratio other) {
        return Integer.compare(tenThousandths, other.tenThousandths);
    }

    /**
     * The decimal without needless zeros but with at least two decimals: {@code "0.85"}, {@code "1.00"},
     * {@code "0.125"}.
     */
    @Override
    public String toString() {
        return DecimalText.of(tenThousandths, 4, 2);
    }
}
