package org.onestop.bill;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.onestop.adjudication.Tier;
import org.onestop.adjudication.TraceStep;
import org.onestop.money.Money;

/**
 * One step of the reasoning, as answered.
 *
 * @param rule   id of the parameter that governs
 * @param result null where the step decides something other than an amount
 * @param text   one sentence in Chinese
 * @param textEn the same in English
 */
@JsonSerialize(using = TraceForm.class)
public record TraceView(
        int step, Tier tier, String rule, String source, String formula, Money result, String text, String textEn) {

    public static TraceView of(TraceStep step) {
        return new TraceView(
                step.step(),
                step.tier(),
                step.rule(),
                step.source(),
                step.formula(),
                step.result(),
                step.textZh(),
                step.textEn());
    }
}
