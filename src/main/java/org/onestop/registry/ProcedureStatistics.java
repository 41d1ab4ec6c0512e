package org.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.onestop.adjudication.HardshipCategory;

/**
 * How the procedure went in a period.
 *
 * @param total      all categories together
 * @param categories all of them in their order
 */
record ProcedureStatistics(
        LocalDate from, LocalDate to, String area, Course total, List<OfCategory> categories) {

    /**
     * What was done in the period.
     *
     * @param lodged   applications lodged
     * @param approved county approvals
     * @param rejected rejections at any step
     * @param returned returns at any step
     * @param steps    of each kind of step, in the order of the procedure
     */
    record Course(long lodged, long approved, long rejected, long returned, List<StepDays> steps) {}

    /** As {@link Course}, of one category. */
    record OfCategory(
            HardshipCategory category,
            long lodged,
            long approved,
            long rejected,
            long returned,
            List<StepDays> steps) {

        static OfCategory of(HardshipCategory category, Course course) {
            return new OfCategory(
                    category, course.lodged(), course.approved(), course.rejected(), course.returned(), course.steps());
        }
    }

    /**
     * How long the steps of one kind took that were decided in the period: from the day on which the step before was
     * decided, or the application lodged, to the day of the decision. Averages with two decimals, half up; all four are
     * null where there was no such step.
     *
     * @param step LODGING is the applicant's answer to a return
     */
    record StepDays(
            String step,
            long count,
            String averageDays,
            Long longestDays,
            String averageWorkingDays,
            Long longestWorkingDays) {

        static StepDays none(String step) {
            return new StepDays(step, 0, null, null, null, null);
        }
    }
}
