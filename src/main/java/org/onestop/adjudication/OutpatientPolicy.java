package org.onestop.adjudication;

import org.onestop.money.Money;

/**
 * Outpatient cover of tier 1 (门诊统筹, 门诊慢特病).
 *
 * @param covered    whether the scheme pays anything; where false the other three are null
 * @param deductible per year
 * @param rate       bands by row
 * @param cap        the most the fund pays in a year under this cover; its value's amount is null where there is none
 */
public record OutpatientPolicy(
        Parameter<Boolean> covered,
        Parameter<Money> deductible,
        Parameter<Rows<Bands>> rate,
        Parameter<YearlyCap> cap) {}
