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
import org.onestop.journal.Changes;
import org.onestop.registry.HouseholdFile.Category;
import org.onestop.registry.HouseholdFile.Membership;
import org.onestop.registry.HouseholdFile.Stay;

/** What a batch did to households, as change records and as news for whoever audits settlements already made. */
final class HouseholdChanges {

    /** The kind of its change records, and the reason of its corrections. */
    static final String KIND = "HOUSEHOLD_IMPORTED";

    private HouseholdChanges() {}

    /** One record a household; its facts name neither persons nor numbers. */
    static List<Changes.Change> records(ObjectMapper json, Collection<HouseholdFile> files) {
        return files.stream()
                .filter(HouseholdFile::isTouched)
                .map(file -> new Changes.Change(
                        KIND,
                        file.fileNo,
                        null,
                        file.stays.isEmpty() ? null : file.stays.get(file.stays.size() - 1).area.code(),
                        department(file),
                        file.touchedFrom(),
                        null,
                        facts(json, file)))
                .toList();
    }

    /** The department whose categories were touched; null where there is none or more than one. */
    private static String department(HouseholdFile file) {
        List<Department> departments = file.categories.stream()
                .filter(HistoryRow::isTouched)
                .map(each -> each.approvedBy)
                .distinct()
                .toList();
        return departments.size() == 1 ? departments.get(0).name() : null;
    }

    private static String facts(ObjectMapper json, HouseholdFile file) {
        ObjectNode facts = json.createObjectNode();
        facts.put("household", file.isNew ? "ADDED" : "KNOWN");
        ArrayNode stays = facts.putArray("residences");
        for (Stay each : touched(file.stays)) {
            period(stays.addObject(), each, each.span).put("area", each.area.code());
        }
        ArrayNode members = facts.putArray("members");
        for (Membership each : touched(file.members)) {
            period(members.addObject(), each, each.span)
                    .put("memberId", each.memberId.toString())
                    .put("relation", each.relation.name())
                    .put("seriouslyIll", each.seriouslyIll);
        }
        ArrayNode categories = facts.putArray("categories");
        for (Category each : touched(file.categories)) {
            period(categories.addObject(), each, each.span)
                    .put("category", each.category.name())
                    .put("grade", each.grade == null ? null : each.grade.name());
        }
        return text(json, facts);
    }

    static ObjectNode period(ObjectNode object, HistoryRow entry, Span span) {
        return object.put("change", entry.isNew() ? "ADDED" : "CHANGED")
                .put("from", span.from().toString())
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
            Collection<HouseholdFile> files, PersonBatch persons, LocalDate today) {
        Set<UUID> newcomers = persons.added();
        List<RegisterCorrected> found = new ArrayList<>();
        for (HouseholdFile file : files) {
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
    private static Stream<Membership> concerned(HouseholdFile file) {
        boolean all = file.categories.stream().anyMatch(HistoryRow::isTouched);
        return file.members.stream().filter(each -> all || each.isTouched());
    }
}
