package org.onestop.recomputation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.onestop.money.Money;

/**
 * A difference as answered; the person is a random id.
 *
 * @param sequence     its number in the job
 * @param record       SETTLEMENT, REVERSAL or YEAR
 * @param settlementId of a reversal, what it undid
 * @param movement     the record's place in the person's year
 * @param name         a column, or a place in a document (JSON pointer)
 * @param kept         as stored
 * @param again        as it comes out
 * @param difference   what comes out less what is stored
 * @param step         of the reasoning, where it begins
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DifferenceView(
        long sequence,
        String record,
        UUID settlementId,
        UUID reversalId,
        UUID personId,
        int year,
        int movement,
        String part,
        String reason,
        String name,
        String kept,
        String again,
        Money difference,
        StepView step) {

    /** A step of the reasoning; {@code rule} is the id of the parameter that governs. */
    record StepView(int step, String tier, String rule) {}
}
