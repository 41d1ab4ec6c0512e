package org.onestop.ledger;

import org.onestop.money.Money;

/**
 * An account with its sums through a day.
 *
 * @param term    null where the account is not kept per term
 * @param balance on the account's normal side
 */
record AccountView(
        String code,
        String nameZh,
        String nameEn,
        AccountType type,
        boolean limited,
        Integer term,
        Money debits,
        Money credits,
        Money balance) {

    static AccountView of(Balances.Balance balance) {
        Account account = balance.account();
        return new AccountView(
                account.code(),
                account.nameZh(),
                account.nameEn(),
                account.type(),
                account.limited(),
                account.term(),
                balance.debits(),
                balance.credits(),
                balance.amount());
    }
}
