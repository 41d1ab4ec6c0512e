package org.onestop.adjudication;

/** The steps of the chain, in the law's order; the first only scopes the lines and the last stands outside the split. */
public enum Tier {
    /** 范围认定. */
    SCOPE,
    /** 基本医疗保险. */
    BASIC,
    /** 大病保险, 职工大额医疗补助. */
    CRITICAL_ILLNESS,
    /** 医疗救助. */
    MEDICAL_ASSISTANCE,
    /** 倾斜救助. */
    TILT_AID,
    /** 工会职工医疗互助. */
    MUTUAL_AID
}
