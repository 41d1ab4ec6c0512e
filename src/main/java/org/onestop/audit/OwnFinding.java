package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A finding as a hospital gets it: its own settlements and nothing of another's, no person, and nothing of what auditors
 * write among themselves.
 *
 * @param settlements JSON, its own alone
 * @param rule        null unless a rule made the finding
 * @param events      null in a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OwnFinding(
        UUID id,
        FindingKind kind,
        FindingState state,
        OffsetDateTime foundAt,
        @JsonRawValue String settlements,
        OwnRule rule,
        List<OwnEvent> events) {

    private static final Set<FindingEvent.Kind> INTERNAL =
            Set.of(FindingEvent.Kind.NOTED, FindingEvent.Kind.ASSIGNED);

    /**
     * The rule; what exactly it found is told only where all of it is the hospital's own.
     *
     * @param textZh  null where another hospital's settlements are part of it
     * @param textEn  likewise
     * @param figures likewise; JSON
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OwnRule(String id, String textZh, String textEn, @JsonRawValue String figures) {}

    /**
     * Something that was done.
     *
     * @param text    of the opening and of its own answers; else null
     * @param outcome of a closing; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OwnEvent(
            int sequence,
            FindingEvent.Kind kind,
            FindingState state,
            String text,
            FindingOutcome outcome,
            OffsetDateTime recordedAt) {}

    /**
     * @param events null in a list
     */
    static OwnFinding of(FindingRows.Row row, String hospital, List<FindingDetail.EventView> events) {
        FindingView view = row.view();
        return new OwnFinding(
                view.id(),
                view.kind(),
                view.state(),
                view.foundAt(),
                view.settlements(),
                view.rule() == null ? null : rule(view.rule(), row.alone()),
                events == null
                        ? null
                        : events.stream()
                                .filter(each -> isShown(each, hospital))
                                .map(OwnFinding::event)
                                .toList());
    }

    private static OwnRule rule(FindingView.RuleHitView hit, boolean alone) {
        return alone
                ? new OwnRule(hit.id(), hit.textZh(), hit.textEn(), hit.figures())
                : new OwnRule(hit.id(), null, null, null);
    }

    private static boolean isShown(FindingDetail.EventView event, String hospital) {
        boolean anothers = event.hospitalCode() != null && !event.hospitalCode().equals(hospital);
        return !INTERNAL.contains(event.kind()) && !anothers;
    }

    private static OwnEvent event(FindingDetail.EventView event) {
        boolean meant = event.kind() == FindingEvent.Kind.OPENED || event.kind() == FindingEvent.Kind.ANSWERED;
        return new OwnEvent(
                event.sequence(),
                event.kind(),
                event.state(),
                meant ? event.text() : null,
                event.outcome(),
                event.recordedAt());
    }
}
