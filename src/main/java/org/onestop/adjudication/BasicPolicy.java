package org.onestop.adjudication;

import java.util.Set;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/**
 * Tier 1: basic medical insurance (基本医疗保险), as in force on one date.
 *
 * @param inpatientDeductible  per admission, by row
 * @param inpatientRate        bands by row
 * @param extraFirstPay        share of in scope that care without a needed referral pays first, by row
 * @param repeatAdmission      what becomes of the deductible at the n-th admission
 * @param deductibleWaived     assistance classes that pay no inpatient deductible
 * @param bandBasis            on what the bands run
 * @param annualCap            of inpatient and chronic outpatient care together
 * @param classBFirstPay       first pay of class B where neither catalogue nor declaration gives a ratio
 * @param outpatient           ordinary outpatient care
 * @param chronic              chronic outpatient care
 */
public record BasicPolicy(
        Parameter<Rows<Money>> inpatientDeductible,
        Parameter<Rows<Bands>> inpatientRate,
        Parameter<Rows<Ratio>> extraFirstPay,
        Parameter<RepeatRule> repeatAdmission,
        Parameter<Set<Integer>> deductibleWaived,
        Parameter<BandBasis> bandBasis,
        Parameter<YearlyCap> annualCap,
        Parameter<Ratio> classBFirstPay,
        OutpatientPolicy outpatient,
        OutpatientPolicy chronic) {}
