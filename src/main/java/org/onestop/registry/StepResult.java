package org.onestop.registry;

/** What came of a step. */
enum StepResult {
    /** 通过. */
    PASS,
    /** 退回. */
    RETURN,
    /** 不予认定. */
    REJECT
}
