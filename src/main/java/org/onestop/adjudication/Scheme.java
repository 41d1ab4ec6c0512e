package org.onestop.adjudication;

/** The insurance scheme (险种): who runs tiers 1 and 2 for a person. */
public enum Scheme {
    /** 城乡居民基本医疗保险. */
    RESIDENT,
    /** 职工基本医疗保险. */
    EMPLOYEE
}
