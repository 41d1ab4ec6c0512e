package org.onestop.hospital;

import java.time.LocalDate;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;

/**
 * A designated hospital (定点医疗机构) in one period.
 *
 * @param code     national code; not null
 * @param level    not null
 * @param place    where it lies as seen from the city; not null
 * @param division six-digit code of its county-level division
 * @param from     first day
 * @param to       last day; null while the period is open
 */
public record Hospital(
        String code, String name, HospitalLevel level, Place place, String division, LocalDate from, LocalDate to) {

    boolean coversDay(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
