package org.onestop.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.journal.Changes;
import org.onestop.time.BusinessClock;

/** Tells of what happens to a person's insurance: to the feed, and to whoever audits what is past. */
@ApplicationScoped
class EnrolmentChanges {

    private final Changes changes;
    private final Event<RegisterCorrected> corrections;
    private final ObjectMapper json;
    private final BusinessClock clock;

    EnrolmentChanges(Changes changes, Event<RegisterCorrected> corrections, ObjectMapper json, BusinessClock clock) {
        this.changes = changes;
        this.corrections = corrections;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Records a change inside the transaction that makes it.
     *
     * @param area of the person's household; empty where there is none
     * @param from first day on which the person is insured otherwise than before
     * @param to   last such day; null where it has no end
     * @param now  all of the person's periods as they are now: who follows the feed replaces what it holds
     */
    void record(
            Caller caller,
            EnrolmentChange kind,
            UUID person,
            Optional<Area> area,
            LocalDate from,
            LocalDate to,
            EnrolmentsView now) {
        changes.append(
                new Changes.Author(caller.clientId(), caller.subject()),
                new Changes.Change(
                        kind.name(),
                        person.toString(),
                        person,
                        area.map(Area::code).orElse(null),
                        null,
                        from,
                        to,
                        facts(now)));
        boolean affectsADay = to == null || !to.isBefore(from);
        if (affectsADay && !from.isAfter(clock.today())) {
            corrections.fire(new RegisterCorrected(null, List.of(person), from, to, kind.name()));
        }
    }

    private String facts(EnrolmentsView now) {
        try {
            return json.writeValueAsString(now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the facts of a change could not be written", e);
        }
    }
}
