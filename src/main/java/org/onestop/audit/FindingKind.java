package org.onestop.audit;

/** What a finding comes from. */
enum FindingKind {
    /** 登记追溯更正:the register was corrected for a day that had been settled. */
    REGISTRY_CORRECTION,
    /** 医院资料追溯更正:a hospital's level or place was. */
    MASTER_DATA_CORRECTION,
    /** 复算不符:what is stored of a settlement does not come out again. */
    RECOMPUTATION,
    /** 规则:one of the automatic rules was hit. */
    RULE,
    /** 人工:an auditor saw something. */
    MANUAL
}
