package org.onestop.sandbox;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.onestop.access.Area;
import org.onestop.registry.CategoryPeriod;
import org.onestop.registry.HouseholdRow;
import org.onestop.registry.PersonName;
import org.onestop.registry.Relation;

/**
 * A made-up household.
 *
 * @param area       a community
 * @param members    at least one, the head first
 * @param categories that it holds, held or will hold; at least one
 */
record CityHousehold(String fileNo, Area area, List<Member> members, List<CategoryPeriod> categories) {

    CityHousehold {
        members = List.copyOf(members);
        categories = List.copyOf(categories);
    }

    /** A member with the first and last day of the membership; {@code to} is null while it is open. */
    record Member(CityPerson person, Relation relation, boolean seriouslyIll, LocalDate from, LocalDate to) {

        boolean belongs(LocalDate on) {
            return !on.isBefore(from) && (to == null || !on.isAfter(to));
        }
    }

    /**
     * Its members as the register takes them.
     *
     * @param held what it holds without a procedure
     */
    Stream<HouseholdRow> rows(List<CategoryPeriod> held) {
        return members.stream()
                .map(member -> new HouseholdRow(
                        fileNo,
                        area,
                        member.person().number(),
                        PersonName.of(member.person().name()),
                        member.relation(),
                        member.seriouslyIll(),
                        member.from(),
                        member.to(),
                        held));
    }

    /** Which of its categories are in force. */
    List<CategoryPeriod> inForce(LocalDate on) {
        return categories.stream()
                .filter(each -> !on.isBefore(each.from()) && (each.to() == null || !on.isAfter(each.to())))
                .toList();
    }
}
