package org.onestop.audit;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.registry.FileView;
import org.onestop.registry.IdNumber;
import org.onestop.registry.PersonName;
import org.onestop.registry.Relation;

/**
 * A household as it was on the benefit date: as the register knew it when the bill was settled, and as it knows it now.
 *
 * @param atSettling null where it knew of no such file then
 * @param now        null where it knows of none on that day any more
 * @param differs    in what the two differ; empty where they agree
 */
record HouseholdThen(String fileNo, State atSettling, State now, List<Part> differs) {

    /** What can differ. */
    enum Part {
        AREA,
        MEMBERS,
        CATEGORIES
    }

    /** The household in one state of knowledge; persons are masked. */
    record State(OffsetDateTime knownAt, String area, List<Member> members, List<Category> categories) {

        private static State of(FileView file) {
            return file == null
                    ? null
                    : new State(
                            file.knownAt(),
                            file.area(),
                            file.members().stream().map(Member::of).toList(),
                            file.categories().stream()
                                    .filter(FileView.Category::inForce)
                                    .map(Category::of)
                                    .toList());
        }
    }

    /** Who belonged to it; {@code to} is null while that is open. */
    record Member(
            UUID memberId,
            String idNumber,
            String name,
            Relation relation,
            Boolean seriouslyIll,
            LocalDate from,
            LocalDate to) {

        private static Member of(FileView.Member member) {
            return new Member(
                    member.memberId(),
                    IdNumber.parse(member.idNumber()).map(IdNumber::masked).orElse(member.idNumber()),
                    PersonName.of(member.name()).masked(),
                    member.relation(),
                    member.seriouslyIll(),
                    member.from(),
                    member.to());
        }
    }

    /** A category in force on the day; {@code grade} is null but for WORKER, {@code to} while it is open. */
    record Category(UUID id, HardshipCategory category, WorkerGrade grade, LocalDate from, LocalDate to) {

        private static Category of(FileView.Category category) {
            return new Category(
                    category.id(), category.category(), category.grade(), category.from(), category.to());
        }
    }

    /**
     * Compares.
     *
     * @param atSettling null where the register knew of none
     * @param now        null where it knows of none
     */
    static HouseholdThen of(String fileNo, FileView atSettling, FileView now) {
        State then = State.of(atSettling);
        State today = State.of(now);
        List<Part> differs = new ArrayList<>();
        if (!Objects.equals(then == null ? null : then.area(), today == null ? null : today.area())) {
            differs.add(Part.AREA);
        }
        if (!Objects.equals(then == null ? null : then.members(), today == null ? null : today.members())) {
            differs.add(Part.MEMBERS);
        }
        if (!Objects.equals(then == null ? null : then.categories(), today == null ? null : today.categories())) {
            differs.add(Part.CATEGORIES);
        }
        return new HouseholdThen(fileNo, then, today, differs);
    }
}
