package org.onestop.adjudication;

import org.onestop.money.Money;

/**
 * One line of the reasoning (计算过程). Together the steps let a reader redo the split by hand.
 *
 * <p>Holds what went in; the texts are put together only when somebody asks for them. Immutable.
 */
public final class TraceStep {

    private final int step;
    private final Tier tier;
    private final Parameter<?> rule;
    private final TraceText text;
    private final Money result;
    private final Object[] inputs;

    TraceStep(int step, Tier tier, Parameter<?> rule, TraceText text, Money result, Object... inputs) {
        this.step = step;
        this.tier = tier;
        this.rule = rule;
        this.text = text;
        this.result = result;
        this.inputs = inputs;
    }

    /** Its number, from 1. */
    public int step() {
        return step;
    }

    /** The tier it belongs to; never null. */
    public Tier tier() {
        return tier;
    }

    /** The id of the parameter that governs; never null. */
    public String rule() {
        return rule.id();
    }

    /** That parameter's legal source; never null. */
    public String source() {
        return rule.source();
    }

    /** The formula with numbers, language-neutral; never null. */
    public String formula() {
        return text.formula(result, inputs);
    }

    /** What came out; null where the step decides something other than an amount. */
    public Money result() {
        return result;
    }

    /** One sentence in Chinese. */
    public String textZh() {
        return text.zh(result, inputs);
    }

    /** The same in English. */
    public String textEn() {
        return text.en(result, inputs);
    }
}
