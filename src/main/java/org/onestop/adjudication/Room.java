package org.onestop.adjudication;

import org.onestop.money.Money;

/** What is left of yearly limits: always max(0, limit - used), also after a change of class or scheme. */
final class Room {

    private Room() {}

    static Money left(Money limit, Money used) {
        return limit.minus(used).max(Money.ZERO);
    }

    /** What is left of a cap; null where there is none. */
    static Money left(YearlyCap cap, Money used) {
        return cap.amount() == null ? null : left(cap.amount(), used);
    }

    /** Pays what is due as far as a cap allows, and says so. */
    static Money pay(Trace trace, Tier tier, Parameter<?> rule, Money due, Money cap, Money used) {
        if (cap == null) {
            trace.add(tier, rule, TraceText.NO_CAP, due, due);
            return due;
        }
        Money paid = due.min(left(cap, used));
        trace.add(tier, rule, TraceText.CAP, paid, due, cap, used);
        return paid;
    }
}
