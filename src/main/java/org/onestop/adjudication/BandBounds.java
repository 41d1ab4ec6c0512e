package org.onestop.adjudication;

/** How the bounds of an accumulated benefit's bands are meant. */
public enum BandBounds {
    /** The deductible lies inside the first band. */
    GROSS,
    /** The bands start above the deductible. */
    NET
}
