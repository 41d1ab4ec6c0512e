package org.onestop.adjudication;

import org.onestop.money.Money;

/**
 * One line of the reasoning (计算过程). Together the steps let a reader redo the split by hand.
 *
 * @param step      from 1
 * @param tier      not null
 * @param rule      id of the parameter that governs; not null
 * @param source    its legal source; not null
 * @param formula   the formula with numbers, language-neutral; not null
 * @param result    the amount that came out; null where the step decides something other than an amount
 * @param textZh    one sentence in Chinese
 * @param textEn    the same in English
 */
public record TraceStep(
        int step, Tier tier, String rule, String source, String formula, Money result, String textZh, String textEn) {}
