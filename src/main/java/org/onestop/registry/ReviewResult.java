package org.onestop.registry;

/** What came of a review. */
enum ReviewResult {
    /** 继续享受. */
    CONTINUE,
    /** 终止. */
    END
}
