package org.onestop.mutualaid;

/** How a benefit stands. The ways from one to another are the database's ({@code V036__benefits.sql}). */
enum BenefitState {
    /** 待审批: opened by its settlement. */
    OPEN,
    /** 已审批: on the books as payable; so again where the bank could not pay. */
    APPROVED,
    /** 已驳回. */
    REJECTED,
    /** 发放中: in an order that the bank has not reported on. */
    ORDERED,
    /** 发放中已冲正: as {@link #ORDERED}, and its settlement was undone meanwhile. */
    RECALLED,
    /** 已发放. */
    PAID,
    /** 待退回: paid, and its settlement was undone; the member owes it. */
    RECOVERABLE,
    /** 已退回. */
    RECOVERED,
    /** 已取消: its settlement was undone before anything was paid. */
    CANCELLED;

    boolean isPaid() {
        return this == PAID || this == RECOVERABLE || this == RECOVERED;
    }

    boolean isWithTheBank() {
        return this == ORDERED || this == RECALLED;
    }
}
