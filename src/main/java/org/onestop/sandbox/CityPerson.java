package org.onestop.sandbox;

import java.time.LocalDate;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.registry.EnrolmentRow;
import org.onestop.registry.IdNumber;
import org.onestop.registry.PersonName;

/**
 * A made-up person.
 *
 * @param idNumber  valid in form, under a division that was never issued
 * @param insurance not null
 */
record CityPerson(String idNumber, String name, LocalDate born, Insurance insurance) {

    /**
     * A person's basic medical insurance.
     *
     * @param workingStatus null for residents
     * @param from          first day; it stays open
     * @param suspendedFrom first day of a suspension; null where there is none
     * @param suspendedTo   last day of it; null while it is open
     */
    record Insurance(
            Scheme scheme,
            WorkingStatus workingStatus,
            LocalDate from,
            LocalDate suspendedFrom,
            LocalDate suspendedTo) {}

    IdNumber number() {
        return IdNumber.parse(idNumber).orElseThrow();
    }

    boolean isWorking() {
        return insurance.workingStatus() == WorkingStatus.WORKING;
    }

    EnrolmentRow enrolment() {
        return new EnrolmentRow(
                number(),
                PersonName.of(name),
                insurance.scheme(),
                insurance.workingStatus(),
                insurance.from(),
                null,
                insurance.suspendedFrom(),
                insurance.suspendedTo());
    }

    /** Without number and name, though both are made up: what looks like a citizen's data stands in no log. */
    @Override
    public String toString() {
        return "a made-up person born " + born;
    }
}
