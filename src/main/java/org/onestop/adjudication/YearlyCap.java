package org.onestop.adjudication;

import org.onestop.money.Money;

/**
 * The most that a pool takes on in a year (年度封顶线).
 *
 * @param convention what is limited
 * @param amount     null where there is no cap
 */
public record YearlyCap(Convention convention, Money amount) {

    /** What a cap limits. */
    public enum Convention {
        /** What the fund pays in the year. */
        PAYMENT,
        /** The cost that may enter the pool in the year. */
        COST
    }
}
