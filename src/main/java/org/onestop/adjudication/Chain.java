package org.onestop.adjudication;

import org.onestop.money.Money;

/**
 * What every tier of one adjudication looks at.
 *
 * @param year   the scheme's year before this bill
 * @param trace  collects the reasoning
 */
record Chain(
        Policy policy,
        PatientStatus patient,
        Classification classification,
        Accumulators before,
        SchemeAccumulators year,
        Bill bill,
        Trace trace) {

    /** The value of a parameter's row for this hospital, place, referral and working status. */
    <T> T row(Parameter<Rows<T>> parameter) {
        return row(parameter.value());
    }

    <T> T row(Rows<T> rows) {
        return rows.find(bill.level(), bill.place(), unreferred(), patient.workingStatus());
    }

    /** Care outside the city without a referral. Inside the city referral plays no part. */
    boolean unreferred() {
        return bill.place() != Place.LOCAL && bill.referral() == Referral.UNREFERRED;
    }

    /** A tier that this kind of care does not count for: it pays nothing and nothing accumulates. */
    TierResult doesNotCount(Tier tier, Parameter<?> encounterTypes) {
        trace.add(tier, encounterTypes, TraceText.TYPE_DOES_NOT_COUNT, Money.ZERO, bill.encounterType());
        return TierResult.nothing(tier);
    }
}
