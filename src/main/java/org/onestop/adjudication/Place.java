package org.onestop.adjudication;

/** Where a hospital lies, seen from the city whose policy it is (就医地). */
public enum Place {
    /** In the city (市内). */
    LOCAL,
    /** Elsewhere in the province (省内异地). */
    PROVINCE,
    /** In another province (省外). */
    OUTSIDE
}
