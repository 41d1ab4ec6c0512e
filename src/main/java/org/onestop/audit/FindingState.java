package org.onestop.audit;

/** Where a finding stands. */
enum FindingState {
    /** 待核实. */
    OPEN,
    /** 已说明. */
    EXPLAINED,
    /** 已办结. */
    CLOSED
}
