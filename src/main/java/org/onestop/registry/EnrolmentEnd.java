package org.onestop.registry;

/** Why a person's basic medical insurance ended. */
enum EnrolmentEnd {
    /** 迁出统筹区. */
    MOVED_AWAY,
    /** 未缴费. */
    NOT_PAID,
    /** 死亡. */
    DIED,
    /** 转入另一险种或参保状态. */
    REPLACED,
    /** 登记有误. */
    CORRECTION
}
