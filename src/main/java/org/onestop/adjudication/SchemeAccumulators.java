package org.onestop.adjudication;

import org.onestop.money.Money;

/**
 * The running totals of tiers 1 and 2 of one scheme in one calendar year.
 *
 * @param basicPaid            paid by the pool for inpatient and chronic outpatient care
 * @param basicCost            cost that entered the pool, for the convention that caps cost
 * @param outpatientDeductible ordinary outpatient deductible charged
 * @param outpatientPaid       paid for ordinary outpatient care
 * @param chronicDeductible    chronic outpatient deductible charged
 * @param chronicPaid          paid for chronic outpatient care
 * @param criticalBase         accumulated base of tier 2
 * @param criticalPaid         paid by tier 2
 */
public record SchemeAccumulators(
        Money basicPaid,
        Money basicCost,
        Money outpatientDeductible,
        Money outpatientPaid,
        Money chronicDeductible,
        Money chronicPaid,
        Money criticalBase,
        Money criticalPaid) {

    /** A year's beginning. */
    public static final SchemeAccumulators NONE = new SchemeAccumulators(
            Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
}
