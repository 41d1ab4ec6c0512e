package org.onestop.money;

import java.util.regex.Pattern;

/**
 * An amount of yuan (人民币元), held as a whole number of fen (分).
 *
 * <p>May be negative: refund lines and reversals carry the opposite sign. Addition and subtraction are exact and fail
 * with {@link ArithmeticException} on overflow. No operation here can lose a fraction of a fen; those that could live
 * on {@link Ratio} and take a {@link Rounding}. Immutable.
 *
 * @param fen the amount in fen
 */
public record Money(long fen) implements Comparable<Money> {

    /** Nothing. */
    public static final Money ZERO = new Money(0);

    private static final Pattern TEXT = Pattern.compile("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,2})?");

    /** The amount of so many fen; never null. */
    public static Money ofFen(long fen) {
        return fen == 0 ? ZERO : new Money(fen);
    }

    /**
     * Reads decimal yuan with at most two decimals, such as {@code "12345.60"}.
     *
     * @param text not null
     * @return never null
     * @throws IllegalArgumentException if the text is not such a number
     */
    public static Money parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not an amount with at most two decimals: " + text);
        }
        boolean negative = text.charAt(0) == '-';
        int dot = text.indexOf('.');
        String yuan = text.substring(negative ? 1 : 0, dot < 0 ? text.length() : dot);
        String decimals = dot < 0 ? "" : text.substring(dot + 1);
        long fen = Math.addExact(
                Math.multiplyExact(Long.parseLong(yuan), 100L), Long.parseLong((decimals + "00").substring(0, 2)));
        return ofFen(negative ? -fen : fen);
    }

    public Money plus(Money other) {
        return ofFen(Math.addExact(fen, other.fen));
    }

    public Money minus(Money other) {
        return ofFen(Math.subtractExact(fen, other.fen));
    }

    public Money negated() {
        return ofFen(Math.negateExact(fen));
    }

    public Money min(Money other) {
        return fen <= other.fen ? this : other;
    }

    public Money max(Money other) {
        return fen >= other.fen ? this : other;
    }

    public boolean isZero() {
        return fen == 0;
    }

    public boolean isNegative() {
        return fen < 0;
    }

    public boolean isPositive() {
        return fen > 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    /** Yuan with exactly two decimals, such as {@code "-0.05"}. */
    @Override
    public String toString() {
        long yuan = Math.abs(fen / 100);
        long rest = Math.abs(fen % 100);
        return (fen < 0 ? "-" : "") + yuan + (rest < 10 ? ".0" : ".") + rest;
    }
}
