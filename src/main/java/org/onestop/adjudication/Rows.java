package org.onestop.adjudication;

import java.util.List;
import java.util.Set;

/**
 * A value per row of a table that is selected by hospital level, place, referral and working status.
 *
 * @param rows exactly one matches each combination that can occur; the reader of the policy files checks it
 */
public record Rows<T>(List<Row<T>> rows) {

    public Rows {
        rows = List.copyOf(rows);
    }

    /**
     * One row; an empty selector matches everything.
     *
     * @param unreferred true: only unreferred care; false: only referred or emergency care (or none stated); null: any
     */
    public record Row<T>(
            Set<HospitalLevel> levels, Set<Place> places, Boolean unreferred, Set<WorkingStatus> workingStatuses, T value) {

        public Row {
            levels = Set.copyOf(levels);
            places = Set.copyOf(places);
            workingStatuses = Set.copyOf(workingStatuses);
        }

        public boolean matches(HospitalLevel level, Place place, boolean isUnreferred, WorkingStatus workingStatus) {
            return (levels.isEmpty() || levels.contains(level))
                    && (places.isEmpty() || places.contains(place))
                    && (unreferred == null || unreferred == isUnreferred)
                    && (workingStatuses.isEmpty() || workingStatus != null && workingStatuses.contains(workingStatus));
        }
    }

    /**
     * The value for a combination.
     *
     * @param workingStatus null for residents
     * @throws IllegalStateException if no row matches: a table with a hole must never have been loaded
     */
    public T find(HospitalLevel level, Place place, boolean unreferred, WorkingStatus workingStatus) {
        for (Row<T> row : rows) {
            if (row.matches(level, place, unreferred, workingStatus)) {
                return row.value();
            }
        }
        throw new IllegalStateException(
                "no row for " + level + ", " + place + ", unreferred " + unreferred + ", " + workingStatus);
    }
}
