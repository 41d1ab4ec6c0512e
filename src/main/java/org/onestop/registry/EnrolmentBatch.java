package org.onestop.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.journal.Changes;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.BulkRegister.State;
import org.onestop.registry.BulkRegister.Verdict;

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

    /** One person's insurance. */
    static final class Insured {

        final UUID person;
        final List<Enrolment> enrolments = new ArrayList<>();
        final List<Suspension> suspensions = new ArrayList<>();

        Insured(UUID person) {
            this.person = person;
        }

        boolean isTouched() {
            return Stream.concat(enrolments.stream(), suspensions.stream()).anyMatch(HistoryRow::isTouched);
        }
    }

    /** In one scheme. */
    static final class Enrolment extends HistoryRow {

        Scheme scheme;
        WorkingStatus workingStatus;
        Span span;

        Enrolment(Long id, Scheme scheme, WorkingStatus workingStatus, Span span) {
            super(id);
            this.scheme = scheme;
            this.workingStatus = workingStatus;
            this.span = span;
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
        Insured person = insured.computeIfAbsent(persons.findOrAdd(row.idNumber(), row.name()), Insured::new);
        Optional<Enrolment> begun = begun(person, row);
        boolean suspended = suspend(person, row);
        if (begun.isEmpty()) {
            person.enrolments.add(new Enrolment(null, row.scheme(), row.workingStatus(), span(row)));
            return Verdict.of(State.ADDED);
        }
        return Verdict.of(correct(begun.get(), row) | suspended ? State.CHANGED : State.UNCHANGED);
    }

    /** The first refusal that applies, in the order of the codes; null where the row can stand. */
    private Verdict judge(EnrolmentRow row) {
        if (!span(row).isInOrder()) {
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
        return person == null ? null : conflict(person, row);
    }

    private static boolean isSuspensionInOrder(EnrolmentRow row) {
        if (row.suspendedFrom() == null) {
            return row.suspendedTo() == null;
        }
        Span suspension = suspension(row);
        return suspension.isInOrder() && !row.suspendedFrom().isBefore(row.from()) && isWithin(suspension, row.to());
    }

    /** A suspension that stays open ends with the enrolment. */
    private static boolean isWithin(Span suspension, LocalDate end) {
        return end == null
                || !suspension.from().isAfter(end) && (suspension.to() == null || !suspension.to().isAfter(end));
    }

    private static Verdict conflict(Insured person, EnrolmentRow row) {
        Optional<Enrolment> begun = begun(person, row);
        if (begun.isEmpty() && person.enrolments.stream().anyMatch(each -> each.span.overlaps(span(row)))) {
            return Verdict.refused(RefusalCode.PERIOD_OVERLAP, "from");
        }
        if (row.suspendedFrom() != null && suspended(person, row).isEmpty()
                && person.suspensions.stream().anyMatch(each -> each.span.overlaps(suspension(row)))) {
            return Verdict.refused(RefusalCode.PERIOD_OVERLAP, "suspendedFrom");
        }
        if (begun.isPresent() && hasEndedOtherwise(begun.get().span, row.to())) {
            return Verdict.refused(RefusalCode.PERIOD_ENDED, "to");
        }
        return suspended(person, row).filter(each -> hasEndedOtherwise(each.span, row.suspendedTo())).isPresent()
                ? Verdict.refused(RefusalCode.PERIOD_ENDED, "suspendedTo")
                : null;
    }

    private static boolean hasEndedOtherwise(Span span, LocalDate end) {
        return span.to() != null && !span.to().equals(end);
    }

    private static Optional<Enrolment> begun(Insured person, EnrolmentRow row) {
        return person.enrolments.stream()
                .filter(each -> each.span.from().equals(row.from()))
                .findFirst();
    }

    private static Optional<Suspension> suspended(Insured person, EnrolmentRow row) {
        return person.suspensions.stream()
                .filter(each -> each.span.from().equals(row.suspendedFrom()))
                .findFirst();
    }

    private static Span span(EnrolmentRow row) {
        return new Span(row.from(), row.to());
    }

    private static Span suspension(EnrolmentRow row) {
        return new Span(row.suspendedFrom(), row.suspendedTo());
    }

    private static boolean suspend(Insured person, EnrolmentRow row) {
        if (row.suspendedFrom() == null) {
            return false;
        }
        Optional<Suspension> begun = suspended(person, row);
        if (begun.isEmpty()) {
            person.suspensions.add(new Suspension(null, suspension(row)));
            return true;
        }
        if (begun.get().span.equals(suspension(row))) {
            return false;
        }
        begun.get().span = suspension(row);
        begun.get().change();
        return true;
    }

    private static boolean correct(Enrolment begun, EnrolmentRow row) {
        if (begun.scheme == row.scheme()
                && begun.workingStatus == row.workingStatus()
                && Objects.equals(begun.span.to(), row.to())) {
            return false;
        }
        begun.scheme = row.scheme();
        begun.workingStatus = row.workingStatus();
        begun.span = span(row);
        begun.change();
        return true;
    }

    /** One change record a person; its facts name neither persons nor numbers. */
    List<Changes.Change> records(ObjectMapper json) {
        return insured.values().stream()
                .filter(Insured::isTouched)
                .map(each -> new Changes.Change(
                        KIND, each.person.toString(), each.person, null, null, touchedFrom(each), null, facts(json, each)))
                .toList();
    }

    private static LocalDate touchedFrom(Insured person) {
        return Stream.concat(
                        person.enrolments.stream().filter(HistoryRow::isTouched).map(each -> each.span.from()),
                        person.suspensions.stream().filter(HistoryRow::isTouched).map(each -> each.span.from()))
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    private static String facts(ObjectMapper json, Insured person) {
        ObjectNode facts = json.createObjectNode();
        ArrayNode enrolments = facts.putArray("enrolments");
        person.enrolments.stream().filter(HistoryRow::isTouched).forEach(each -> HouseholdChanges.period(
                        enrolments.addObject(), each, each.span)
                .put("scheme", each.scheme.name())
                .put("workingStatus", each.workingStatus == null ? null : each.workingStatus.name()));
        ArrayNode suspensions = facts.putArray("suspensions");
        person.suspensions.stream()
                .filter(HistoryRow::isTouched)
                .forEach(each -> HouseholdChanges.period(suspensions.addObject(), each, each.span));
        return HouseholdChanges.text(json, facts);
    }

    /** Nobody was settled without insurance, so only what was on record and is now otherwise can have mattered. */
    List<RegisterCorrected> corrections(LocalDate today) {
        return insured.values().stream()
                .filter(each -> Stream.concat(
                                each.enrolments.stream().filter(HistoryRow::isChanged),
                                each.suspensions.stream().filter(HistoryRow::isTouched))
                        .findAny()
                        .isPresent())
                .filter(each -> !persons.added().contains(each.person))
                .filter(each -> !touchedFrom(each).isAfter(today))
                .map(each -> new RegisterCorrected(null, List.of(each.person), touchedFrom(each), null, KIND))
                .toList();
    }
}
