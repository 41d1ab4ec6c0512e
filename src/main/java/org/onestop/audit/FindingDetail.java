package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A finding with all that is told of one alone.
 *
 * @param events  the course of its states
 * @param changes what was changed, and who did it
 */
record FindingDetail(@JsonUnwrapped FindingView finding, List<EventView> events, List<ChangeView> changes) {

    /** A state that a finding was given. */
    record EventView(FindingState state, String subject, OffsetDateTime recordedAt) {}

    /** A change of the transaction that made the finding. */
    record ChangeView(
            String kind, LocalDate from, LocalDate to, String clientId, String subject, OffsetDateTime recordedAt) {}
}
