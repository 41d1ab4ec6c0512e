package org.onestop.adjudication;

import java.time.LocalDate;
import java.util.List;

/**
 * A hospital's bill, ready to be decided.
 *
 * @param encounterType not null
 * @param admittedOn    first day of an inpatient stay; null otherwise
 * @param benefitDate   discharge date of an inpatient stay, visit date otherwise; not null
 * @param level         of the hospital on the benefit date; not null
 * @param place         of the hospital on the benefit date; not null
 * @param referral      null where none was stated, which only a local hospital may leave out
 * @param lines         at least one; not null
 */
public record Bill(
        EncounterType encounterType,
        LocalDate admittedOn,
        LocalDate benefitDate,
        HospitalLevel level,
        Place place,
        Referral referral,
        List<BillLine> lines) {

    public Bill {
        lines = List.copyOf(lines);
    }
}
