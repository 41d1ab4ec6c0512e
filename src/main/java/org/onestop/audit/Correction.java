package org.onestop.audit;

import java.time.LocalDate;

/**
 * Something on record was changed for days that had passed.
 *
 * @param reason what happened, as in the change record
 * @param object what was changed, a file or a hospital; null where it is a person's insurance
 * @param to     last day; null where it has no end
 */
record Correction(FindingKind kind, String reason, String object, LocalDate from, LocalDate to) {

    boolean covers(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
