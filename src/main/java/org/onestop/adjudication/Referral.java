package org.onestop.adjudication;

/** How the patient came to a hospital outside the city (转诊). */
public enum Referral {
    /** 转诊备案. */
    REFERRED,
    /** 急诊; counts as referred. */
    EMERGENCY,
    /** 未转诊备案. */
    UNREFERRED
}
