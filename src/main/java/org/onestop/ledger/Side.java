package org.onestop.ledger;

/** The two sides of an account (借、贷). */
public enum Side {
    /** 借. */
    DEBIT,
    /** 贷. */
    CREDIT;

    /** The other one. */
    public Side opposite() {
        return this == DEBIT ? CREDIT : DEBIT;
    }
}
