package org.onestop.registry;

/** Where a household's file stands on a day. */
enum HouseholdState {
    /** 在册,未认定:no category, no application. */
    REGISTERED,
    /** 办理中:no category, an open application. */
    APPLYING,
    /** 已认定:holds a category. */
    APPROVED,
    /** 已退出:held a category and holds none. */
    ENDED;

    static HouseholdState of(boolean holds, boolean applies, boolean held) {
        if (holds) {
            return APPROVED;
        }
        if (applies) {
            return APPLYING;
        }
        return held ? ENDED : REGISTERED;
    }
}
