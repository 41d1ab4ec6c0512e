package org.onestop.settlement;

import org.onestop.adjudication.Accumulators;

/**
 * A person's year as a settlement finds it.
 *
 * @param version how many settlements and reversals made it; 0 before the first
 */
record AccumulatorState(int version, Accumulators totals) {

    static final AccumulatorState BEGINNING = new AccumulatorState(0, Accumulators.NONE);
}
