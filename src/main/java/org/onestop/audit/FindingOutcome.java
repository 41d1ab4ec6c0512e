package org.onestop.audit;

/** With what a finding is closed. */
enum FindingOutcome {
    /** 无问题. */
    UNFOUNDED,
    /** 已整改:what was wrong has been put right. */
    REMEDIED,
    /** 已移送:whoever is responsible goes on with it. */
    REFERRED
}
