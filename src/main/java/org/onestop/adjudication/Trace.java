package org.onestop.adjudication;

import java.util.ArrayList;
import java.util.List;
import org.onestop.money.Money;

/** Collects the steps of one adjudication in their order. */
final class Trace {

    private final List<TraceStep> steps = new ArrayList<>(20);

    void add(Tier tier, Parameter<?> rule, TraceText text, Money result, Object... inputs) {
        steps.add(new TraceStep(steps.size() + 1, tier, rule, text, result, inputs));
    }

    List<TraceStep> steps() {
        return List.copyOf(steps);
    }
}
