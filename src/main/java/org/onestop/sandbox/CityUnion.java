package org.onestop.sandbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.mutualaid.Unit;

/**
 * Makes up the members of mutual aid: most of the employed of the households, and as many other employees as the published
 * number needs. The sandbox's own unit and members are among the number.
 */
final class CityUnion {

    private static final int JOINS = 900;
    private static final int FIRST_JOINER = 200;
    private static final int RENEWS = 960;
    private static final int WAITS_A_TERM = 500;
    private static final int YOUNGEST = 22;
    private static final int OLDEST = 58;

    /** The heavier a unit the more members it has: the first is some forty times as heavy as the last. */
    private static final int HEAVIEST = 4000;

    private static final int LIGHTEST = 90;

    private final CityFigures figures;
    private final CityPeople people;
    private final Draws draws;
    private final List<Unit> units;
    private final int[] weights;
    private final List<CityPerson> employees = new ArrayList<>();
    private final List<CityMember> members = new ArrayList<>();
    private int joined;

    CityUnion(CityFigures figures, int sandboxMembers, long seed, CityPeople people, List<CityHousehold> households) {
        this.figures = figures;
        this.people = people;
        this.draws = Draws.of(seed, "union");
        this.units = CityUnits.made(figures.units() - 1, Draws.of(seed, "units"));
        this.weights = new int[units.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = LIGHTEST + HEAVIEST / (1 + i);
        }
        int wanted = figures.members() - sandboxMembers;
        for (CityPerson person : employed(households)) {
            if (draws.chance(JOINS)) {
                join(person);
            } else if (draws.chance(WAITS_A_TERM)) {
                joinLater(person);
            }
        }
        while (joined < wanted) {
            employees.add(employee());
            join(employees.get(employees.size() - 1));
        }
        if (joined != wanted) {
            throw new IllegalStateException("more are employed than members were published");
        }
    }

    /** Employees who belong to no household of the register. */
    List<CityPerson> employees() {
        return employees;
    }

    List<Unit> units() {
        return units;
    }

    /** The joinings for the published term and the renewals for the one after it. */
    List<CityMember> members() {
        return members;
    }

    private static List<CityPerson> employed(List<CityHousehold> households) {
        return households.stream()
                .flatMap(household -> household.members().stream())
                .map(CityHousehold.Member::person)
                .filter(CityPerson::isWorking)
                .toList();
    }

    private CityPerson employee() {
        LocalDate born = draws.day(figures.asOf().minusYears(OLDEST), figures.asOf().minusYears(YOUNGEST));
        return people.person(born, CityFamily.employee(WorkingStatus.WORKING));
    }

    /** The first members are one of each unit, so that none is empty. */
    private void join(CityPerson person) {
        Unit unit = joined < units.size() ? units.get(joined) : unit();
        joined++;
        boolean first = draws.chance(FIRST_JOINER);
        LocalDate begin = LocalDate.of(figures.term(), 1, 1);
        LocalDate joinedOn = first ? draws.day(begin, begin.plusMonths(11)) : begin;
        members.add(new CityMember(person, figures.term(), unit.code(), joinedOn, first));
        if (draws.chance(RENEWS)) {
            members.add(new CityMember(person, figures.term() + 1, unit.code(), begin.plusYears(1), false));
        }
    }

    private void joinLater(CityPerson person) {
        LocalDate begin = LocalDate.of(figures.term() + 1, 1, 1);
        LocalDate joined = draws.day(begin, begin.plusMonths(11));
        members.add(new CityMember(person, figures.term() + 1, unit().code(), joined, true));
    }

    private Unit unit() {
        return units.get(draws.weighted(weights));
    }
}
