package org.onestop.adjudication;

import java.util.List;

/**
 * What the rule needs to know of a person, on the benefit date.
 *
 * @param scheme         not null
 * @param workingStatus  null for residents
 * @param labels         every approved hardship category; not null, may be empty
 * @param classOverride  an assistance class 1..4 given outright, as in a trial; null lets the labels decide
 * @param member         whether the person is a member of the union's mutual aid for the term of the benefit date
 * @param inGoodStanding whether that membership gives a benefit on the benefit date (term paid, waiting period over)
 */
public record PatientStatus(
        Scheme scheme,
        WorkingStatus workingStatus,
        List<HardshipLabel> labels,
        Integer classOverride,
        boolean member,
        boolean inGoodStanding) {

    public PatientStatus {
        labels = List.copyOf(labels);
    }
}
