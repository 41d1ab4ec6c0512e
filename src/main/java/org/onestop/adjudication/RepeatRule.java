package org.onestop.adjudication;

import java.util.List;
import org.onestop.money.Money;

/** What becomes of the inpatient deductible at the n-th admission of a year (二次住院起付线). */
public sealed interface RepeatRule {

    /** The rule's name as policy files write it, such as {@code HALVE}. */
    default String label() {
        return getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }

    /** Always the full deductible. */
    record None() implements RepeatRule {}

    /** Half from the second admission on. */
    record Halve() implements RepeatRule {}

    /**
     * Less by a step at each further admission, but not below a floor, and never above the base.
     *
     * @param step  by how much, not negative
     * @param floor not negative
     */
    record Step(Money step, Money floor) implements RepeatRule {}

    /**
     * A list by admission; its last amount repeats. It stands in the place of the base deductible.
     *
     * @param amounts at least one in each row
     */
    record Ladder(Rows<List<Money>> amounts) implements RepeatRule {}
}
