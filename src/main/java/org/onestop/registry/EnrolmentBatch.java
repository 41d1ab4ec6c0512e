package org.onestop.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.history.Periods;
import org.onestop.history.Span;
import org.onestop.history.Verdict;
import org.onestop.history.Verdict.State;
import org.onestop.journal.Changes;
import org.onestop.refusal.RefusalCode;

/** Applies rows of insurance one after another to what is on record; what comes of it is written afterwards. */
final class EnrolmentBatch {

    private static final String KIND = "ENROLMENT_IMPORTED";

    private final PersonBatch persons;
    private final Map<UUID, Insured> insured;

    /**
     * A batch.
     *
     * @param insured what is on record of the persons whom the rows name
     */
    EnrolmentBatch(PersonBatch persons, Map<UUID, Insured> insured) {
        this.persons = persons;
        this.insured = insured;
    }

    /** What is so in a period; {@code workingStatus} is null for residents. */
    record Terms(Scheme scheme, WorkingStatus workingStatus) {}

    /** One person's insurance. */
    static final class Insured {

        final UUID person;
        final Periods<Terms> enrolments;
        final List<Suspension> suspensions = new ArrayList<>();

        Insured(UUID person, List<Periods.Period<Terms>> onRecord) {
            this.person = person;
            this.enrolments = new Periods<>(onRecord);
        }

        /** First day that is affected; empty where nothing is. */
        Optional<LocalDate> touchedFrom() {
            return Stream.concat(
                            enrolments.affected().stream().map(Span::from),
                            suspensions.stream().filter(HistoryRow::isTouched).map(each -> each.span.from()))
                    .min(LocalDate::compareTo);
        }
    }

    /** Of whatever scheme. */
    static final class Suspension extends HistoryRow {

        Span span;

        Suspension(Long id, Span span) {
            super(id);
            this.span = span;
        }
    }

    /** What it has become. */
    Collection<Insured> enrolments() {
        return insured.values();
    }

    /** Judges a row by all that is known now, and applies it unless it is refused. */
    Verdict apply(EnrolmentRow row) {
        Verdict refused = judge(row);
        if (refused != null) {
            return refused;
        }
        UUID known = persons.find(row.idNumber());
        Insured person = known == null ? null : insured.get(known);
        if (person == null) {
            UUID id = persons.findOrAdd(row.idNumber(), row.name());
            person = new Insured(id, List.of());
            insured.put(id, person);
        }
        Verdict verdict = person.enrolments.apply(new Terms(row.scheme(), row.workingStatus()), row.from(), row.to());
        if (verdict.isRefused()) {
            return verdict;
        }
        boolean suspended = suspend(person, row) | endWithTheirEnrolments(person);
        return suspended && verdict.state() == State.UNCHANGED ? Verdict.of(State.CHANGED) : verdict;
    }

    /** The first refusal that applies, in the order of the codes; null where the row can stand. */
    private Verdict judge(EnrolmentRow row) {
        if (!new Span(row.from(), row.to()).isInOrder()) {
            return Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "to");
        }
        if (!isSuspensionInOrder(row)) {
            return Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "suspendedFrom");
        }
        if (persons.isNamedOtherwise(row.idNumber(), row.name())) {
            return Verdict.refused(RefusalCode.PERSON_NAME_MISMATCH, "name");
        }
        if ((row.scheme() == Scheme.EMPLOYEE) != (row.workingStatus() != null)) {
            return Verdict.refused(RefusalCode.WORKING_STATUS_MISMATCH, "workingStatus");
        }
        UUID id = persons.find(row.idNumber());
        Insured person = id == null ? null : insured.get(id);
        return person == null || row.suspendedFrom() == null ? null : conflict(person, row);
    }

    private static boolean isSuspensionInOrder(EnrolmentRow row) {
        if (row.suspendedFrom() == null) {
            return row.suspendedTo() == null;
        }
        return suspension(row).isInOrder()
                && !row.suspendedFrom().isBefore(row.from())
                && isWithin(row.suspendedFrom(), row.to())
                && (row.suspendedTo() == null || isWithin(row.suspendedTo(), row.to()));
    }

    private static boolean isWithin(LocalDate day, LocalDate end) {
        return end == null || !day.isAfter(end);
    }

    private static Verdict conflict(Insured person, EnrolmentRow row) {
        Optional<Suspension> begun = begun(person, row);
        if (begun.isEmpty()) {
            return person.suspensions.stream().anyMatch(each -> each.span.overlaps(suspension(row)))
                    ? Verdict.refused(RefusalCode.PERIOD_OVERLAP, "suspendedFrom")
                    : null;
        }
        LocalDate end = begun.get().span.to();
        return end != null && row.suspendedTo() != null && !end.equals(row.suspendedTo())
                ? Verdict.refused(RefusalCode.PERIOD_ENDED, "suspendedTo")
                : null;
    }

    private static Optional<Suspension> begun(Insured person, EnrolmentRow row) {
        return person.suspensions.stream()
                .filter(each -> each.span.from().equals(row.suspendedFrom()))
                .findFirst();
    }

    private static Span suspension(EnrolmentRow row) {
        return new Span(row.suspendedFrom(), row.suspendedTo());
    }

    /** A row without a last day takes back none that is on record. */
    private static boolean suspend(Insured person, EnrolmentRow row) {
        if (row.suspendedFrom() == null) {
            return false;
        }
        Optional<Suspension> begun = begun(person, row);
        if (begun.isEmpty()) {
            person.suspensions.add(new Suspension(null, suspension(row)));
            return true;
        }
        if (row.suspendedTo() == null || begun.get().span.equals(suspension(row))) {
            return false;
        }
        begun.get().span = suspension(row);
        begun.get().change();
        return true;
    }

    /** What was suspended is not once the insurance has ended: whoever is insured again begins anew. */
    private static boolean endWithTheirEnrolments(Insured person) {
        boolean ended = false;
        for (Suspension each : person.suspensions) {
            Optional<LocalDate> end = person.enrolments.all().stream()
                    .filter(period -> period.span().coversDay(each.span.from()))
                    .findFirst()
                    .map(period -> period.span().to());
            if (end.isPresent() && (each.span.isOpen() || each.span.to().isAfter(end.get()))) {
                each.span = new Span(each.span.from(), end.get());
                each.change();
                ended = true;
            }
        }
        return ended;
    }

    /** One change record a person: all periods as they are now, so that who follows the feed replaces what it holds. */
    List<Changes.Change> records(ObjectMapper json) {
        List<Changes.Change> records = new ArrayList<>();
        for (Insured each : insured.values()) {
            each.touchedFrom().ifPresent(from -> records.add(new Changes.Change(
                    KIND, each.person.toString(), each.person, null, null, from, null, facts(json, each))));
        }
        return records;
    }

    private static String facts(ObjectMapper json, Insured person) {
        ObjectNode facts = json.createObjectNode();
        ArrayNode enrolments = facts.putArray("enrolments");
        person.enrolments.all().forEach(each -> BatchFileChanges.days(enrolments.addObject(), each.span())
                .put("scheme", each.content().scheme().name())
                .put(
                        "workingStatus",
                        each.content().workingStatus() == null
                                ? null
                                : each.content().workingStatus().name()));
        ArrayNode suspensions = facts.putArray("suspensions");
        person.suspensions.forEach(each -> BatchFileChanges.days(suspensions.addObject(), each.span));
        return BatchFileChanges.text(json, facts);
    }

    /** Whoever was not insured at all was not settled either. */
    List<RegisterCorrected> corrections(LocalDate today) {
        List<RegisterCorrected> found = new ArrayList<>();
        for (Insured each : insured.values()) {
            if (!each.enrolments.wereUnknown()) {
                each.touchedFrom()
                        .filter(from -> !from.isAfter(today))
                        .ifPresent(from -> found.add(new RegisterCorrected(null, List.of(each.person), from, null, KIND)));
            }
        }
        return found;
    }
}
