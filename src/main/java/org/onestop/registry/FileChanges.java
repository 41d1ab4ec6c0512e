package org.onestop.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.time.BusinessClock;

/** Tells of what happens to a household's file: to its history and to the feed, and to whoever audits what is past. */
@ApplicationScoped
class FileChanges {

    private final Changes changes;
    private final Event<RegisterCorrected> corrections;
    private final ObjectMapper json;
    private final BusinessClock clock;

    FileChanges(Changes changes, Event<RegisterCorrected> corrections, ObjectMapper json, BusinessClock clock) {
        this.changes = changes;
        this.corrections = corrections;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What happened.
     *
     * @param person     whom it concerns; null where it is the whole household
     * @param department that owns the category; null where it is of no category
     * @param from       first day of its effect; null where it has none
     * @param to         last day of its effect; null while that is open
     * @param facts      what else a reader needs; never a citizen's name or number, nor what somebody wrote
     */
    record Happening(
            ChangeKind kind, UUID person, Department department, LocalDate from, LocalDate to, Map<String, Object> facts) {}

    /** Records what happened, inside the transaction that makes it so. */
    void record(Act act, Happening... happenings) {
        changes.append(
                act.author(),
                List.of(happenings).stream().map(each -> change(act, each)).toList());
    }

    /**
     * Announces that people's standing has changed from a day on, where that day has come: a settlement of that day or
     * of a later one may have been made already.
     */
    void corrected(Act act, List<UUID> persons, LocalDate from, LocalDate to, ChangeKind reason) {
        boolean affectsADay = to == null || !to.isBefore(from);
        if (affectsADay && !from.isAfter(clock.today()) && !persons.isEmpty()) {
            corrections.fire(new RegisterCorrected(act.fileNo(), persons, from, to, reason.name()));
        }
    }

    private Changes.Change change(Act act, Happening each) {
        try {
            return new Changes.Change(
                    each.kind().name(),
                    act.fileNo(),
                    each.person(),
                    act.household().area().code(),
                    each.department() == null ? null : each.department().name(),
                    each.from(),
                    each.to(),
                    json.writeValueAsString(each.facts()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the facts of a change could not be written", e);
        }
    }
}
