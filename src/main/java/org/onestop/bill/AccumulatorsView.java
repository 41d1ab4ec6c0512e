package org.onestop.bill;

import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.SchemeAccumulators;
import org.onestop.money.Money;

/** A person's year after a bill, as answered: tiers 1 and 2 of the scheme that settled it, the rest across schemes. */
public record AccumulatorsView(
        int year,
        int admissions,
        Money basicPaid,
        Money basicCost,
        Money outpatientDeductible,
        Money outpatientPaid,
        Money chronicDeductible,
        Money chronicPaid,
        Money criticalBase,
        Money criticalPaid,
        Money assistanceDeductible,
        Money assistancePaid,
        Money tiltThreshold,
        Money tiltPaid,
        Money mutualAidBurden) {

    public static AccumulatorsView of(int year, Scheme scheme, Accumulators totals) {
        SchemeAccumulators own = totals.of(scheme);
        return new AccumulatorsView(
                year,
                totals.admissions(),
                own.basicPaid(),
                own.basicCost(),
                own.outpatientDeductible(),
                own.outpatientPaid(),
                own.chronicDeductible(),
                own.chronicPaid(),
                own.criticalBase(),
                own.criticalPaid(),
                totals.assistanceDeductible(),
                totals.assistancePaid(),
                totals.tiltThreshold(),
                totals.tiltPaid(),
                totals.mutualAidBurden());
    }
}
