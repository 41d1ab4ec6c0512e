package org.onestop.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The roundings that the rule names; there is no other place in the code where a fraction of a fen may be lost. */
public enum Rounding {
    /** To the nearest fen, ties away from zero (四舍五入): how each amount that a step produces is rounded, once. */
    HALF_UP_TO_FEN;

    /**
     * A quotient as a whole number of fen.
     *
     * @param numerator   any
     * @param denominator above zero
     */
    public long divide(long numerator, long denominator) {
        long quotient = numerator / denominator;
        long rest = Math.abs(numerator % denominator);
        return rest >= denominator - rest ? quotient + Long.signum(numerator) : quotient;
    }

    /**
     * A product over a divisor as a whole number of fen, however large the product.
     *
     * @param divisor above zero
     * @throws ArithmeticException if the result itself does not fit
     */
    public long multiplyAndDivide(long left, long right, long divisor) {
        long product = left * right;
        if (Math.multiplyHigh(left, right) == product >> 63) {
            return divide(product, divisor);
        }
        return new BigDecimal(BigInteger.valueOf(left).multiply(BigInteger.valueOf(right)))
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
