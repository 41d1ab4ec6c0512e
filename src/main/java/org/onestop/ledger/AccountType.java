package org.onestop.ledger;

/** What an account counts; decides the side on which it grows. */
public enum AccountType {
    /** 资产. */
    ASSET(Side.DEBIT),
    /** 负债. */
    LIABILITY(Side.CREDIT),
    /** 净资产. */
    EQUITY(Side.CREDIT),
    /** 收入. */
    INCOME(Side.CREDIT),
    /** 费用. */
    EXPENSE(Side.DEBIT);

    private final Side normal;

    AccountType(Side normal) {
        this.normal = normal;
    }

    /** The side on which an account of this type grows. */
    public Side normal() {
        return normal;
    }

    /** Whether a period's closing carries its balance to the fund balance. */
    public boolean isClosed() {
        return this == INCOME || this == EXPENSE;
    }
}
