package org.onestop.ledger;

/**
 * An account of the chart (会计科目).
 *
 * @param code    four digits, followed by a hyphen and the term where the account is kept per term; not null
 * @param nameZh  not null
 * @param nameEn  not null
 * @param type    not null
 * @param limited whether its balance can't fall below zero on its normal side
 * @param term    null where the account is not kept per term
 */
public record Account(String code, String nameZh, String nameEn, AccountType type, boolean limited, Integer term) {}
