package org.onestop.audit;

import java.time.LocalDate;

/**
 * Which findings a caller wants; each part null for any.
 *
 * @param rule     name of a rule
 * @param hospital code of a hospital that one of the settlements is of, or that the finding is about
 * @param assignee who sees to it
 * @param from     first day of being found
 * @param to       last day of being found
 */
record WantedFindings(
        FindingState state,
        FindingKind kind,
        String rule,
        String hospital,
        String assignee,
        LocalDate from,
        LocalDate to) {}
