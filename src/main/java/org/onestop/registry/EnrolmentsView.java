package org.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;

/** A person's insurance, as answered, in the order of its days. */
record EnrolmentsView(List<Enrolment> enrolments, List<Suspension> suspensions) {

    /**
     * In one scheme.
     *
     * @param workingStatus null for residents
     * @param to            null while it is open
     * @param endedBecause  null while it is open, or where nobody said
     */
    record Enrolment(
            Scheme scheme, WorkingStatus workingStatus, LocalDate from, LocalDate to, EnrolmentEnd endedBecause) {

        static Enrolment of(EnrolmentRows.Enrolment row) {
            return new Enrolment(row.scheme(), row.workingStatus(), row.from(), row.to(), row.endedBecause());
        }
    }

    /** Of whatever scheme; {@code to} is null while it is open. */
    record Suspension(LocalDate from, LocalDate to) {

        static Suspension of(EnrolmentRows.Suspension row) {
            return new Suspension(row.from(), row.to());
        }
    }

    static EnrolmentsView of(List<EnrolmentRows.Enrolment> enrolments, List<EnrolmentRows.Suspension> suspensions) {
        return new EnrolmentsView(
                enrolments.stream().map(Enrolment::of).toList(),
                suspensions.stream().map(Suspension::of).toList());
    }
}
