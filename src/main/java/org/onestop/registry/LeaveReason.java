package org.onestop.registry;

/** Why a person no longer belongs to a household. */
enum LeaveReason {
    /** 离开,如分户、迁出. */
    LEFT,
    /** 死亡. */
    DIED,
    /** 转入另一家庭. */
    OTHER_HOUSEHOLD,
    /** 登记有误;更正. */
    CORRECTION
}
