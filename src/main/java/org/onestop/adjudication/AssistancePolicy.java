package org.onestop.adjudication;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/**
 * Tier 3: medical assistance (医疗救助) and tilt aid (倾斜救助), as in force on one date. Maps are keyed by assistance class
 * 1..4 and have all four.
 *
 * @param categoryClass  which category and grade leads to which class
 * @param encounterTypes which encounter types count
 * @param firstPayCounts whether first pay joins the base
 * @param deductible     per year, one running total whatever the class then was
 * @param rate           by class
 * @param annualCap      by class; a value's amount is null where there is no cap
 * @param tiltAid        by class; a class without it is missing from the map
 * @param tiltTrigger    when tilt aid is looked at
 */
public record AssistancePolicy(
        Parameter<List<CategoryClass>> categoryClass,
        Parameter<Set<EncounterType>> encounterTypes,
        Parameter<Boolean> firstPayCounts,
        Parameter<Map<Integer, Money>> deductible,
        Parameter<Map<Integer, Ratio>> rate,
        Parameter<Map<Integer, YearlyCap>> annualCap,
        Parameter<Map<Integer, TiltAid>> tiltAid,
        Parameter<TiltTrigger> tiltTrigger) {

    /**
     * One line of the table of categories.
     *
     * @param grade               null for every category but WORKER
     * @param assistanceClass     1..4; null where the category has none of its own
     * @param seriouslyIllOnly    whether only the member named as seriously ill is covered, or the whole household
     */
    public record CategoryClass(
            HardshipCategory category, WorkerGrade grade, Integer assistanceClass, boolean seriouslyIllOnly) {}

    /**
     * Tilt aid of one class.
     *
     * @param threshold per year
     * @param cap       per year; null where there is none
     */
    public record TiltAid(Money threshold, Ratio rate, Money cap) {}

    /** When tilt aid is looked at. */
    public enum TiltTrigger {
        /** Always. */
        REMAINING_BURDEN,
        /** Only when the assistance cap cut something off. */
        CAP_EXHAUSTED
    }
}
