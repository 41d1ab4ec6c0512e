package org.onestop.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.onestop.history.Span;
import org.onestop.journal.Changes;
import org.onestop.registry.BatchFile.Membership;

/** What a batch did to households, as change records and as news for whoever audits settlements already made. */
final class BatchFileChanges {

    /** The kind of its change records, and the reason of its corrections. */
    static final String KIND = "HOUSEHOLD_IMPORTED";

    private BatchFileChanges() {}

    /**
     * One record a household, or one for each department whose categories were touched: each department sees what is its
     * own. The facts name neither persons nor numbers, nor who is ill.
     */
    static List<Changes.Change> records(ObjectMapper json, Collection<BatchFile> files) {
        List<Changes.Change> records = new ArrayList<>();
        for (BatchFile file : files) {
            if (!file.isTouched()) {
                continue;
            }
            List<Department> departments = touched(file.categories).stream()
                    .map(each -> each.approvedBy)
                    .distinct()
                    .toList();
            records.add(record(json, file, departments.isEmpty() ? null : departments.get(0), true));
            departments.stream().skip(1).forEach(each -> records.add(record(json, file, each, false)));
        }
        return records;
    }

    /** Of a household, with the categories of one department. */
    private static Changes.Change record(ObjectMapper json, BatchFile file, Department department, boolean withMembers) {
        return new Changes.Change(
                KIND,
                file.fileNo,
                null,
                file.stays.isEmpty() ? null : file.lastStay().area.code(),
                department == null ? null : department.name(),
                file.touchedFrom(),
                null,
                facts(json, file, department, withMembers));
    }

    private static String facts(ObjectMapper json, BatchFile file, Department department, boolean withMembers) {
        ObjectNode facts = json.createObjectNode();
        facts.put("household", file.isNew ? "ADDED" : "KNOWN");
        ArrayNode stays = facts.putArray("residences");
        ArrayNode members = facts.putArray("members");
        if (withMembers) {
            touched(file.stays)
                    .forEach(each -> period(stays.addObject(), each, each.span).put("area", each.area.code()));
            touched(file.members).forEach(each -> period(members.addObject(), each, each.span)
                    .put("memberId", each.memberId.toString())
                    .put("relation", each.relation.name()));
        }
        ArrayNode categories = facts.putArray("categories");
        touched(file.categories).stream()
                .filter(each -> each.approvedBy == department)
                .forEach(each -> period(categories.addObject(), each, each.span)
                        .put("category", each.category.name())
                        .put("grade", each.grade == null ? null : each.grade.name()));
        return text(json, facts);
    }

    private static ObjectNode period(ObjectNode object, HistoryRow row, Span span) {
        return days(object, span).put("change", row.isNew() ? "ADDED" : "CHANGED");
    }

    static ObjectNode days(ObjectNode object, Span span) {
        return object.put("from", span.from().toString())
                .put("to", span.to() == null ? null : span.to().toString());
    }

    static String text(ObjectMapper json, ObjectNode facts) {
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts could not be written", e);
        }
    }

    private static <E extends HistoryRow> List<E> touched(List<E> entries) {
        return entries.stream().filter(HistoryRow::isTouched).toList();
    }

    /** Whom it concerns on days that have passed; nobody has been settled before the register knew of them. */
    static List<RegisterCorrected> corrections(
            Collection<BatchFile> files, PersonBatch persons, LocalDate today) {
        Set<UUID> newcomers = persons.added();
        List<RegisterCorrected> found = new ArrayList<>();
        for (BatchFile file : files) {
            LocalDate from = file.touchedFrom();
            if (from == null || from.isAfter(today)) {
                continue;
            }
            List<UUID> concerned = concerned(file)
                    .map(each -> each.person)
                    .filter(person -> !newcomers.contains(person))
                    .distinct()
                    .toList();
            if (!concerned.isEmpty()) {
                found.add(new RegisterCorrected(file.fileNo, concerned, from, null, KIND));
            }
        }
        return found;
    }

    /** Those whose own membership was touched; all, where a category was. */
    private static Stream<Membership> concerned(BatchFile file) {
        boolean all = file.categories.stream().anyMatch(HistoryRow::isTouched);
        return file.members.stream().filter(each -> all || each.isTouched());
    }
}
