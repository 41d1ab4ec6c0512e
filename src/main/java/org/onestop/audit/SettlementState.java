package org.onestop.audit;

/** How a settlement stands. */
enum SettlementState {
    STANDING,
    REVERSED
}
