package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Lodges an application for a category.
 *
 * @param grade    of WORKER; null for the other categories
 * @param lodgedOn null means today
 */
record LodgeApplication(HardshipCategory category, WorkerGrade grade, String statement, LocalDate lodgedOn) {

    static final int STATEMENT = 2_000;

    static LodgeApplication read(Fields fields) {
        return new LodgeApplication(
                fields.choice("category", HardshipCategory.class),
                fields.optionalChoice("grade", WorkerGrade.class),
                fields.prose("statement", STATEMENT),
                fields.optionalDate("lodgedOn"));
    }

    /**
     * Refuses a worker without a grade, and a grade of anybody else.
     *
     * @throws org.onestop.refusal.RefusedException grade-mismatch
     */
    static void requireGrade(HardshipCategory category, WorkerGrade grade) {
        if ((category == HardshipCategory.WORKER) != (grade != null)) {
            throw Refusal.of(RefusalCode.GRADE_MISMATCH, FieldFault.of("/grade", FieldFault.Code.MISMATCH))
                    .asException();
        }
    }
}
