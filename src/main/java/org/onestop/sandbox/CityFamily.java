package org.onestop.sandbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.registry.Relation;

/** Makes up who belongs to a household: ages, kinship, insurance, who is seriously ill. */
final class CityFamily {

    /** Everybody is insured from here on, or from birth; long before the first settlement. */
    private static final LocalDate INSURED = LocalDate.of(2016, 1, 1);

    private static final int DAYS_OF_A_YEAR = 365;
    private static final int OLDEST = 94;
    private static final int RETIRES = 60;
    private static final int GROWN = 20;
    private static final int LEFT_BEFORE = 15;
    private static final int BORN_AFTER = 15;

    private final LocalDate day;
    private final CityPeople people;
    private final Draws draws;

    CityFamily(LocalDate day, CityPeople people, Draws draws) {
        this.day = day;
        this.people = people;
        this.draws = draws;
    }

    /** A member to be: what it is to the head, and how old on the day of the figures. */
    private record Place(Relation relation, int age) {}

    /**
     * The members of a household.
     *
     * @param size       how many belong to it on the day
     * @param category   under which it is counted
     * @param seriouslyIll whether one of them is
     * @param opened     first day of the household's file
     */
    List<CityHousehold.Member> members(int size, HardshipCategory category, boolean seriouslyIll, LocalDate opened) {
        int ill = seriouslyIll ? draws.below(size) : -1;
        int headAge = headAge(category);
        List<CityHousehold.Member> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Place place = i == 0 ? new Place(Relation.HEAD, headAge) : place(i, headAge);
            LocalDate born = born(place.age());
            CityPerson person = people.person(born, insurance(place, born, category));
            members.add(new CityHousehold.Member(person, place.relation(), i == ill, later(opened, born), null));
        }
        if (size > 1 && draws.chance(LEFT_BEFORE) && opened.isBefore(day.minusDays(DAYS_OF_A_YEAR))) {
            members.add(whoLeft(headAge, opened));
        }
        if (size > 1 && draws.chance(BORN_AFTER) && headAge < RETIRES) {
            LocalDate born = draws.day(day.plusDays(1), day.plusDays(DAYS_OF_A_YEAR));
            CityPerson child = people.person(born, resident(born));
            members.add(new CityHousehold.Member(child, Relation.CHILD, false, born, null));
        }
        return members;
    }

    private CityHousehold.Member whoLeft(int headAge, LocalDate opened) {
        LocalDate born = born(Math.min(OLDEST, headAge + GROWN));
        LocalDate left = draws.day(opened.plusDays(1), day.minusDays(1));
        return new CityHousehold.Member(people.person(born, resident(born)), Relation.OTHER, false, opened, left);
    }

    private int headAge(HardshipCategory category) {
        return switch (category) {
            case DESTITUTE -> draws.between(58, 90);
            case DIBAO -> draws.between(30, 82);
            case WORKER -> draws.between(24, 58);
            case DIBAO_MARGIN, EXPENDITURE, HOUSING -> draws.between(26, 70);
        };
    }

    /** The second is mostly the spouse, then come children, and a parent where the head is young enough to have one. */
    private Place place(int number, int headAge) {
        if (number == 1 && draws.chance(650)) {
            return new Place(Relation.SPOUSE, Math.max(GROWN, headAge + draws.between(-5, 4)));
        }
        if (number >= 3 && headAge < RETIRES && draws.chance(500)) {
            return new Place(Relation.PARENT, Math.min(OLDEST, headAge + draws.between(21, 32)));
        }
        int child = headAge - draws.between(21, 34);
        if (child >= 0) {
            return new Place(Relation.CHILD, child);
        }
        return new Place(Relation.SIBLING, Math.max(0, headAge + draws.between(-8, 8)));
    }

    private LocalDate born(int age) {
        return day.minusYears(age).minusDays(draws.below(DAYS_OF_A_YEAR));
    }

    private CityPerson.Insurance insurance(Place place, LocalDate born, HardshipCategory category) {
        if (place.relation() == Relation.HEAD && category == HardshipCategory.WORKER) {
            return employee(WorkingStatus.WORKING);
        }
        if (place.age() >= RETIRES) {
            return draws.chance(80) ? employee(WorkingStatus.RETIRED) : resident(born);
        }
        boolean mayWork = Set.of(Relation.HEAD, Relation.SPOUSE).contains(place.relation()) && place.age() >= GROWN;
        return mayWork && draws.chance(working(category)) ? employee(WorkingStatus.WORKING) : resident(born);
    }

    /** How many in a thousand of the heads and spouses of working age are employed. */
    private static int working(HardshipCategory category) {
        return switch (category) {
            case DESTITUTE -> 0;
            case DIBAO -> 40;
            case DIBAO_MARGIN, EXPENDITURE, HOUSING -> 150;
            case WORKER -> 250;
        };
    }

    private CityPerson.Insurance resident(LocalDate born) {
        LocalDate from = later(INSURED, born);
        if (!draws.chance(3)) {
            return new CityPerson.Insurance(Scheme.RESIDENT, null, from, null, null);
        }
        LocalDate suspended = draws.day(later(from, day.minusYears(1)), later(from, day).plusYears(1));
        return new CityPerson.Insurance(
                Scheme.RESIDENT, null, from, suspended, draws.chance(500) ? suspended.plusDays(90) : null);
    }

    /** An employee's insurance; never suspended. */
    static CityPerson.Insurance employee(WorkingStatus status) {
        return new CityPerson.Insurance(Scheme.EMPLOYEE, status, INSURED, null, null);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }
}
