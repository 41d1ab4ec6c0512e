package org.onestop.bill;

import org.onestop.money.Money;

/**
 * What the union's mutual aid is expected to pay later, from its own ledger; it changes nothing of the split.
 *
 * @param member whether the patient is a member for the term of the benefit date
 */
public record MutualAidView(boolean member, boolean inGoodStanding, Money expected) {}
