package org.onestop.adjudication;

import org.onestop.money.Money;

/**
 * The running totals of one person in one calendar year (年度累计): tiers 1 and 2 per scheme, the rest across schemes.
 *
 * @param admissions           standing inpatient settlements of the year, across schemes
 * @param resident             not null
 * @param employee             not null
 * @param assistanceDeductible assistance deductible charged
 * @param assistancePaid       paid by medical assistance
 * @param tiltThreshold        tilt aid's threshold charged
 * @param tiltPaid             paid as tilt aid
 * @param mutualAidBurden      in-scope burden of the union's term, which is the same calendar year
 */
public record Accumulators(
        int admissions,
        SchemeAccumulators resident,
        SchemeAccumulators employee,
        Money assistanceDeductible,
        Money assistancePaid,
        Money tiltThreshold,
        Money tiltPaid,
        Money mutualAidBurden) {

    /** A year's beginning. */
    public static final Accumulators NONE = new Accumulators(
            0, SchemeAccumulators.NONE, SchemeAccumulators.NONE, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    /** The totals of tiers 1 and 2 for a scheme. */
    public SchemeAccumulators of(Scheme scheme) {
        return scheme == Scheme.RESIDENT ? resident : employee;
    }

    /** These totals with those of one scheme exchanged. */
    public Accumulators with(Scheme scheme, SchemeAccumulators changed) {
        return new Accumulators(
                admissions,
                scheme == Scheme.RESIDENT ? changed : resident,
                scheme == Scheme.EMPLOYEE ? changed : employee,
                assistanceDeductible,
                assistancePaid,
                tiltThreshold,
                tiltPaid,
                mutualAidBurden);
    }
}
