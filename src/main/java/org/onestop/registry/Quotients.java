package org.onestop.registry;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Quotients of counts as the statistics show them: exact decimals, rounded once, half up (四舍五入). */
final class Quotients {

    private static final RoundingMode ROUNDING = RoundingMode.HALF_UP;
    private static final int SHARE_DECIMALS = 4;
    private static final int AVERAGE_DECIMALS = 2;

    private Quotients() {}

    /** A part of a whole, with four decimals: {@code 0.1350}. */
    static String share(long part, long whole) {
        return quotient(part, whole, SHARE_DECIMALS);
    }

    /** A sum over its number of summands, with two decimals: {@code 3.50}; null where there are none. */
    static String average(long sum, long count) {
        return count == 0 ? null : quotient(sum, count, AVERAGE_DECIMALS);
    }

    private static String quotient(long dividend, long divisor, int decimals) {
        return BigDecimal.valueOf(dividend)
                .divide(BigDecimal.valueOf(divisor), decimals, ROUNDING)
                .toPlainString();
    }
}
