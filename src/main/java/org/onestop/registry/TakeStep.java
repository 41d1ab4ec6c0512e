package org.onestop.registry;

import java.time.LocalDate;
import java.util.Map;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Takes a step of an application.
 *
 * @param returnTo     where a return leads; null for the other results
 * @param visitRecord  of an investigation; null where there is none
 * @param decidedOn    null means today
 * @param effectiveFrom of an approval: first day of the category; null means the day of the decision
 * @param effectiveTo  of an approval: its last day; null where it has none
 * @param nextReviewOn of an approval: the day of the next review; null means as configured
 * @param grade        of an approval of WORKER that grants another grade than was applied for; else null
 */
record TakeStep(
        Stage step,
        StepResult result,
        String opinion,
        ReturnTarget returnTo,
        VisitRecord visitRecord,
        LocalDate decidedOn,
        LocalDate effectiveFrom,
        LocalDate effectiveTo,
        LocalDate nextReviewOn,
        WorkerGrade grade) {

    static final int OPINION = 1_000;

    static TakeStep read(Fields fields) {
        Stage step = fields.choice("step", Stage.class);
        TakeStep read = new TakeStep(
                step == Stage.LODGING ? fields.fault("step", FieldFault.Code.UNKNOWN_VALUE) : step,
                fields.choice("result", StepResult.class),
                fields.prose("opinion", OPINION),
                fields.optionalChoice("returnTo", ReturnTarget.class),
                VisitRecord.read(fields.optionalObject("visitRecord")),
                fields.optionalDate("decidedOn"),
                fields.optionalDate("effectiveFrom"),
                fields.optionalDate("effectiveTo"),
                fields.optionalDate("nextReviewOn"),
                fields.optionalChoice("grade", WorkerGrade.class));
        read.reportWhatIsOfAnotherStep(fields);
        return read;
    }

    /** What would have no effect is a misunderstanding, and better told than passed over. */
    private void reportWhatIsOfAnotherStep(Fields fields) {
        if (visitRecord != null && step != null && step != Stage.INVESTIGATION) {
            fields.fault("visitRecord", FieldFault.Code.UNKNOWN_FIELD);
        }
        if (step == null || result == null || isApproval()) {
            return;
        }
        Map<String, Object> given = new java.util.TreeMap<>();
        given.put("effectiveFrom", effectiveFrom);
        given.put("effectiveTo", effectiveTo);
        given.put("nextReviewOn", nextReviewOn);
        given.put("grade", grade);
        given.forEach((name, value) -> {
            if (value != null) {
                fields.fault(name, FieldFault.Code.UNKNOWN_FIELD);
            }
        });
    }

    /** Whether the step opens an effective period. */
    boolean isApproval() {
        return step == Stage.APPROVAL && result == StepResult.PASS;
    }

    /**
     * Refuses a return that leads nowhere or forward, and a target of what is no return.
     *
     * @throws org.onestop.refusal.RefusedException return-target-invalid
     */
    void requireReturnTarget() {
        boolean fits = result == StepResult.RETURN
                ? returnTo != null && returnTo.stage().compareTo(step) < 0
                : returnTo == null;
        if (!fits) {
            throw Refusal.of(
                            RefusalCode.RETURN_TARGET_INVALID,
                            FieldFault.of("/returnTo", FieldFault.Code.OUT_OF_RANGE))
                    .asException();
        }
    }

    /**
     * Refuses an investigation that passes without a complete record of the visit.
     *
     * @throws org.onestop.refusal.RefusedException visit-record-missing
     */
    void requireVisitRecord() {
        if (step == Stage.INVESTIGATION && result == StepResult.PASS) {
            if (visitRecord == null) {
                throw Refusal.of(
                                RefusalCode.VISIT_RECORD_MISSING,
                                FieldFault.of("/visitRecord", FieldFault.Code.MISSING_FIELD))
                        .asException();
            }
            visitRecord.requireTwoVisitors();
        }
    }
}
