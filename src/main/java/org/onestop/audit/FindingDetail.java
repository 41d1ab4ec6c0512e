package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A finding with all that is told of one alone.
 *
 * @param events  its history
 * @param changes what was changed where a correction made it, and who did it
 */
record FindingDetail(@JsonUnwrapped FindingView finding, List<EventView> events, List<ChangeView> changes) {

    /**
     * Something that was done about a finding.
     *
     * @param state        where it stands since
     * @param text         null where nothing was written
     * @param assignee     who sees to it since; null where nobody does
     * @param answer       number of the hospital's answer that an explanation accepts; else null
     * @param outcome      of a closing; else null
     * @param hospitalCode of a hospital that answers; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventView(
            int sequence,
            FindingEvent.Kind kind,
            FindingState state,
            String text,
            String assignee,
            Integer answer,
            FindingOutcome outcome,
            String hospitalCode,
            String clientId,
            String subject,
            OffsetDateTime recordedAt) {}

    /** A change of the transaction that made the finding. */
    record ChangeView(
            String kind, LocalDate from, LocalDate to, String clientId, String subject, OffsetDateTime recordedAt) {}
}
