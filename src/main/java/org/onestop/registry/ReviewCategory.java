package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;

/**
 * Reviews a category in force (复核).
 *
 * @param reviewedOn   null means today
 * @param nextReviewOn where it goes on: the day of the next review; null means as configured
 * @param lastDay      where it ends: the last day on which it is held; null means the day of the review
 */
record ReviewCategory(
        ReviewResult result, String opinion, LocalDate reviewedOn, LocalDate nextReviewOn, LocalDate lastDay) {

    static ReviewCategory read(Fields fields) {
        ReviewCategory read = new ReviewCategory(
                fields.choice("result", ReviewResult.class),
                fields.prose("opinion", TakeStep.OPINION),
                fields.optionalDate("reviewedOn"),
                fields.optionalDate("nextReviewOn"),
                fields.optionalDate("lastDay"));
        if (read.result() == ReviewResult.CONTINUE && read.lastDay() != null) {
            fields.fault("lastDay", FieldFault.Code.UNKNOWN_FIELD);
        }
        if (read.result() == ReviewResult.END && read.nextReviewOn() != null) {
            fields.fault("nextReviewOn", FieldFault.Code.UNKNOWN_FIELD);
        }
        return read;
    }
}
