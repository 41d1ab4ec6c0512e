package org.onestop.adjudication;

import java.util.List;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;

/** What became of a bill: decided, or refused. */
public sealed interface Outcome {

    /**
     * Decided.
     *
     * @param split             who pays what
     * @param tiers             one each of basic, critical illness, assistance and tilt aid, in this order
     * @param lines             what became of each line, in the bill's order
     * @param trace             the reasoning
     * @param mutualAidExpected what the union's mutual aid is expected to pay; it changes nothing of the split
     * @param classification    which assistance class counted, and why
     * @param accumulatorsAfter the person's year after this bill
     */
    record Adjudicated(
            Split split,
            List<TierResult> tiers,
            List<LineScope> lines,
            List<TraceStep> trace,
            Money mutualAidExpected,
            Classification classification,
            Accumulators accumulatorsAfter)
            implements Outcome {}

    /** Refused: the bill contradicts itself or lacks what the rule needs. */
    record Refused(Refusal refusal) implements Outcome {}
}
