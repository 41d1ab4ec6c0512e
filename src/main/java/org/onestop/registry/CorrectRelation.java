package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;

/**
 * Puts right what a member is to the head of the household.
 *
 * @param from since when it is so, as where the head has changed; null means for the whole membership
 */
record CorrectRelation(Relation relation, LocalDate from, String reason) {

    static CorrectRelation read(Fields fields) {
        return new CorrectRelation(
                fields.choice("relation", Relation.class),
                fields.optionalDate("from"),
                fields.prose("reason", TakeStep.OPINION));
    }
}
