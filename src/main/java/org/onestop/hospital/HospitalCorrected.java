package org.onestop.hospital;

import java.time.LocalDate;

/**
 * Published inside the transaction that changes what a hospital was on days that have passed: settlements of those days stay
 * as they were made, and whoever audits them may want to know.
 *
 * @param code   of the hospital; not null
 * @param from   first day that is affected; not null
 * @param to     last day that is affected; null where it has no end
 * @param reason what happened, as in the change record, such as {@code HOSPITAL_CHANGED}
 */
public record HospitalCorrected(String code, LocalDate from, LocalDate to, String reason) {}
