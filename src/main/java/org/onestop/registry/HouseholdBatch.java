package org.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.history.Span;
import org.onestop.history.Verdict;
import org.onestop.history.Verdict.State;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.BatchFile.Category;
import org.onestop.registry.BatchFile.Membership;
import org.onestop.registry.BatchFile.Stay;

/** Applies rows of households one after another to the files as read; what comes of it is written afterwards. */
final class HouseholdBatch {

    private final Divisions divisions;
    private final PersonBatch persons;
    private final Map<String, BatchFile> files;
    private final Map<UUID, List<Membership>> byPerson = new HashMap<>();
    private final LocalDate today;

    /**
     * A batch.
     *
     * @param files the files on record that the rows or their persons' memberships name, by number
     */
    HouseholdBatch(Divisions divisions, PersonBatch persons, Map<String, BatchFile> files, LocalDate today) {
        this.divisions = divisions;
        this.persons = persons;
        this.files = files;
        this.today = today;
        files.values().forEach(file -> file.members.forEach(this::index));
    }

    private void index(Membership membership) {
        byPerson.computeIfAbsent(membership.person, person -> new ArrayList<>()).add(membership);
    }

    /** The files as they have become. */
    Collection<BatchFile> households() {
        return files.values();
    }

    /** Judges a row by all that is known now, and applies it unless it is refused. */
    Verdict apply(HouseholdRow row) {
        Verdict refused = judge(row);
        if (refused != null) {
            return refused;
        }
        Membership before = membership(row);
        BatchFile file = files.computeIfAbsent(row.fileNo(), number -> new BatchFile(number, true));
        boolean changed = applyStay(file, row);
        for (CategoryPeriod period : row.categories()) {
            changed |= applyCategory(file, period);
        }
        if (before == null) {
            add(file, row);
            return Verdict.of(State.ADDED);
        }
        changed |= applyMembership(before, row);
        return Verdict.of(changed ? State.CHANGED : State.UNCHANGED);
    }

    /** The first refusal that applies, in the order of the codes; null where the row can stand. */
    private Verdict judge(HouseholdRow row) {
        Verdict refused = dates(row);
        if (refused == null && persons.isNamedOtherwise(row.idNumber(), row.name())) {
            refused = Verdict.refused(RefusalCode.PERSON_NAME_MISMATCH, "name");
        }
        if (refused == null && !isInADivision(row)) {
            refused = Verdict.refused(RefusalCode.DIVISION_UNKNOWN, "area");
        }
        if (refused == null) {
            refused = labels(row);
        }
        if (refused == null && livesElsewhere(row)) {
            refused = Verdict.refused(RefusalCode.HOUSEHOLD_EXISTS, "area");
        }
        if (refused == null) {
            refused = otherMemberships(row);
        }
        if (refused == null) {
            refused = heldCategories(row);
        }
        return refused == null ? ownMembership(row) : refused;
    }

    private Verdict dates(HouseholdRow row) {
        if (!row.area().isCommunity()) {
            return Verdict.refused(RefusalCode.VALUE_OUT_OF_RANGE, "area");
        }
        if (!new Span(row.from(), row.to()).isInOrder()) {
            return Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "to");
        }
        if (row.categories().stream().anyMatch(each -> !span(each).isInOrder())) {
            return Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "categories");
        }
        if (membership(row) == null && outlives(row)) {
            return Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "to");
        }
        return row.from().isAfter(today) ? Verdict.refused(RefusalCode.DATE_IN_FUTURE, "from") : null;
    }

    /** Who has died on record belongs to no household afterwards; a membership on record ended with the death. */
    private boolean outlives(HouseholdRow row) {
        LocalDate diedOn = persons.diedOn(row.idNumber());
        return diedOn != null && (row.to() == null || row.to().isAfter(diedOn));
    }

    /** A file written today names the division of today, though the household may be older than it. */
    private boolean isInADivision(HouseholdRow row) {
        Divisions.Division division = divisions.all().get(row.area().division());
        return division != null
                && (division.to() == null || !division.to().isBefore(row.from()))
                && !division.from().isAfter(today);
    }

    private static Verdict labels(HouseholdRow row) {
        for (CategoryPeriod each : row.categories()) {
            if ((each.category() == HardshipCategory.WORKER) != (each.grade() != null)) {
                return Verdict.refused(RefusalCode.GRADE_MISMATCH, "categories");
            }
            if (each.approvedBy() != Department.owning(each.category())) {
                return Verdict.refused(RefusalCode.DEPARTMENT_MISMATCH, "categories");
            }
        }
        return null;
    }

    /** A move is a matter of the procedure; a file of that number that lives elsewhere by now is another's. */
    private boolean livesElsewhere(HouseholdRow row) {
        BatchFile file = files.get(row.fileNo());
        return file != null
                && !file.stays.isEmpty()
                && !divisions.present(file.lastStay().area).equals(divisions.present(row.area()));
    }

    private Verdict otherMemberships(HouseholdRow row) {
        Span span = new Span(row.from(), row.to());
        return memberships(row).stream()
                        .anyMatch(each -> !each.file.fileNo.equals(row.fileNo()) && each.span.overlaps(span))
                ? Verdict.refused(RefusalCode.PERSON_IN_ANOTHER_HOUSEHOLD, "idNumber")
                : null;
    }

    private List<Membership> memberships(HouseholdRow row) {
        UUID person = persons.find(row.idNumber());
        return person == null ? List.of() : byPerson.getOrDefault(person, List.of());
    }

    /** The person's membership of that file that begins on the row's day; null where there is none. */
    private Membership membership(HouseholdRow row) {
        return memberships(row).stream()
                .filter(each -> each.file.fileNo.equals(row.fileNo()) && each.span.from().equals(row.from()))
                .findFirst()
                .orElse(null);
    }

    /** All rows of one membership, from its first day on. */
    private List<Membership> course(Membership one) {
        return byPerson.get(one.person).stream()
                .filter(each -> each.memberId.equals(one.memberId))
                .sorted(Comparator.comparing(each -> each.span.from()))
                .toList();
    }

    private Verdict ownMembership(HouseholdRow row) {
        Membership begun = membership(row);
        if (begun == null) {
            Span span = new Span(row.from(), row.to());
            return memberships(row).stream().anyMatch(each -> each.span.overlaps(span))
                    ? Verdict.refused(RefusalCode.PERIOD_OVERLAP, "from")
                    : null;
        }
        List<Membership> course = course(begun);
        Membership last = course.get(course.size() - 1);
        boolean ends = !Objects.equals(last.span.to(), row.to());
        if (ends && (last.span.to() != null || row.to().isBefore(last.span.from()))) {
            return Verdict.refused(RefusalCode.PERIOD_ENDED, "to");
        }
        return course.size() > 1 && course.stream().noneMatch(each -> saysTheSame(each, row))
                ? Verdict.refused(RefusalCode.PERIOD_OVERLAP, "from")
                : null;
    }

    private static boolean saysTheSame(Membership membership, HouseholdRow row) {
        return membership.relation == row.relation() && membership.seriouslyIll == row.seriouslyIll();
    }

    private Verdict heldCategories(HouseholdRow row) {
        List<Category> held = new ArrayList<>();
        if (files.containsKey(row.fileNo())) {
            held.addAll(files.get(row.fileNo()).categories);
        }
        for (CategoryPeriod period : row.categories()) {
            Category begun = begun(held, period);
            if (begun == null) {
                if (held.stream().anyMatch(each -> each.category == period.category() && each.span.overlaps(span(period)))) {
                    return Verdict.refused(RefusalCode.CATEGORY_IN_FORCE, "categories");
                }
                held.add(added(period));
            } else if (begun.span.to() != null && !begun.span.to().equals(period.to())) {
                return Verdict.refused(RefusalCode.CATEGORY_ENDED, "categories");
            }
        }
        return null;
    }

    private static Category begun(List<Category> held, CategoryPeriod period) {
        return held.stream()
                .filter(each -> each.category == period.category() && each.span.from().equals(period.from()))
                .findFirst()
                .orElse(null);
    }

    private static Category added(CategoryPeriod period) {
        return new Category(null, period.category(), period.grade(), period.approvedBy(), span(period));
    }

    private static Span span(CategoryPeriod period) {
        return new Span(period.from(), period.to());
    }

    /** A household lives where it lives from its first member's first day on. */
    private boolean applyStay(BatchFile file, HouseholdRow row) {
        if (file.stays.isEmpty()) {
            file.stays.add(new Stay(null, row.area(), new Span(row.from(), null)));
            return true;
        }
        Stay first = file.stays.stream()
                .min(Comparator.comparing(stay -> stay.span.from()))
                .orElseThrow();
        if (!row.from().isBefore(first.span.from())) {
            return false;
        }
        first.span = new Span(row.from(), first.span.to());
        first.change();
        return true;
    }

    private boolean applyCategory(BatchFile file, CategoryPeriod period) {
        Category begun = begun(file.categories, period);
        if (begun == null) {
            file.categories.add(added(period));
            return true;
        }
        if (begun.grade == period.grade() && Objects.equals(begun.span.to(), period.to())) {
            return false;
        }
        begun.grade = period.grade();
        begun.span = span(period);
        begun.change();
        return true;
    }

    private void add(BatchFile file, HouseholdRow row) {
        UUID person = persons.findOrAdd(row.idNumber(), row.name());
        Membership membership = new Membership(
                null,
                UUID.randomUUID(),
                person,
                file,
                row.relation(),
                row.seriouslyIll(),
                new Span(row.from(), row.to()));
        file.members.add(membership);
        index(membership);
    }

    private boolean applyMembership(Membership begun, HouseholdRow row) {
        List<Membership> course = course(begun);
        Membership last = course.get(course.size() - 1);
        boolean ends = !Objects.equals(last.span.to(), row.to());
        boolean differs = course.stream().noneMatch(each -> saysTheSame(each, row));
        if (differs) {
            last.relation = row.relation();
            last.seriouslyIll = row.seriouslyIll();
        }
        last.span = new Span(last.span.from(), row.to());
        if (ends || differs) {
            last.change();
        }
        return ends || differs;
    }
}
