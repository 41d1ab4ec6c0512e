package org.onestop.adjudication;

/**
 * The steps of the chain, in the law's order. The first only scopes the lines; the last two stand outside the
 * funds.
 */
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
    /** 个人支付. */
    PATIENT,
    /** 工会职工医疗互助. */
    MUTUAL_AID
}
