package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;

/**
 * One period of one person's basic medical insurance, as a bulk load brings it.
 *
 * @param idNumber      not null
 * @param name          not null
 * @param scheme        not null
 * @param workingStatus null for residents
 * @param from          first day; not null
 * @param to            last day; null while it is open
 * @param suspendedFrom first day of a suspension within it; null where there is none
 * @param suspendedTo   last day of the suspension; null while it is open
 */
public record EnrolmentRow(
        IdNumber idNumber,
        PersonName name,
        Scheme scheme,
        WorkingStatus workingStatus,
        LocalDate from,
        LocalDate to,
        LocalDate suspendedFrom,
        LocalDate suspendedTo) {}
