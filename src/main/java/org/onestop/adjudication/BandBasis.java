package org.onestop.adjudication;

/** On what the bands of tier 1 run. */
public enum BandBasis {
    /** On the eligible cost of this encounter, after the deductible. */
    ELIGIBLE,
    /** On the gross cost; the deductible lies inside the first band. */
    GROSS
}
