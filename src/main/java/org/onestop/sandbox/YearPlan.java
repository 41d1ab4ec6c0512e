package org.onestop.sandbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.Referral;

/**
 * Makes up who visits which hospital in the year of the figures, when and for how much. The same seed and city give the same
 * year. The distributions stand in src/docs/demonstration-city.md.
 */
final class YearPlan {

    private static final int[] VISITS = {1, 2, 3, 4, 6, 12};
    private static final int[] PATIENTS_OF_THEM = {520, 220, 110, 60, 50, 40};
    private static final int OFTEN = 4;
    private static final int[] TYPES_OF_THE_OTHERS = {620, 200, 180};
    private static final int[] TYPES_OF_THE_FREQUENT = {150, 50, 800};
    private static final int[] LEVELS = {180, 170, 370, 200};
    private static final int ELSEWHERE_IN_THE_PROVINCE = 50;
    private static final int OUTSIDE = 30;
    private static final int[] REFERRALS = {700, 150, 150};
    private static final int[] FATES = {988, 8, 4};
    private static final int OLD = 60;
    private static final int YOUNG_ARE_TAKEN = 500;
    private static final int LONGEST_STAY = 24;

    private final int year;
    private final List<CityPerson> people = new ArrayList<>();
    private final Map<CityPerson, String> divisions = new HashMap<>();
    private final List<YearHospital> hospitals;
    private final Draws draws;

    YearPlan(City city, int year, List<YearHospital> hospitals, long seed) {
        this.year = year;
        this.hospitals = hospitals;
        this.draws = Draws.of(seed, "year");
        city.households().stream()
                .filter(household -> heldIn(household, year))
                .forEach(household -> household.members().stream()
                        .map(CityHousehold.Member::person)
                        .forEach(person -> add(person, household.area().division())));
        city.employees().forEach(person -> add(person, CityPlaces.ZHONGSHAN.division()));
    }

    private static boolean heldIn(CityHousehold household, int year) {
        return household.categories().stream()
                .anyMatch(each -> each.from().getYear() <= year && (each.to() == null || each.to().getYear() >= year));
    }

    /** Who is suspended for a while or was hardly born might be refused. */
    private void add(CityPerson person, String division) {
        if (person.insurance().suspendedFrom() == null && person.born().getYear() < year - 1) {
            people.add(person);
            divisions.put(person, division);
        }
    }

    /** So many visits in the order of their dates; every hospital has at least one if there are enough of them. */
    List<YearVisit> visits(int number) {
        List<YearVisit> visits = new ArrayList<>();
        Set<CityPerson> patients = new HashSet<>();
        while (visits.size() < number) {
            CityPerson person = draws.oneOf(people);
            boolean isTaken = isOld(person) || draws.chance(YOUNG_ARE_TAKEN);
            if (isTaken && patients.add(person)) {
                int times = Math.min(VISITS[draws.weighted(PATIENTS_OF_THEM)], number - visits.size());
                for (int i = 0; i < times; i++) {
                    YearHospital unvisited = visits.size() < hospitals.size() ? hospitals.get(visits.size()) : null;
                    visits.add(visit(person, times, unvisited));
                }
            }
        }
        visits.sort(Comparator.comparing(YearVisit::on));
        List<YearVisit> numbered = new ArrayList<>();
        visits.forEach(visit -> numbered.add(visit.numbered(numbered.size() + 1)));
        return numbered;
    }

    private boolean isOld(CityPerson person) {
        return year - person.born().getYear() >= OLD;
    }

    private YearVisit visit(CityPerson person, int times, YearHospital given) {
        EncounterType type = EncounterType.values()[
                draws.weighted(times >= OFTEN ? TYPES_OF_THE_FREQUENT : TYPES_OF_THE_OTHERS)];
        YearHospital hospital = given == null ? hospital(divisions.get(person)) : given;
        LocalDate on = draws.day(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        LocalDate admitted = type == EncounterType.INPATIENT ? on.minusDays(draws.between(2, LONGEST_STAY)) : null;
        Referral referral =
                hospital.place() == Place.LOCAL ? null : Referral.values()[draws.weighted(REFERRALS)];
        return new YearVisit(
                0,
                person,
                hospital,
                type,
                admitted,
                on,
                referral,
                YearAmounts.of(type, hospital.level(), draws),
                YearVisit.Fate.values()[draws.weighted(FATES)]);
    }

    /** Mostly one of the own division; where it has none of the level, one of the city's seat. */
    private YearHospital hospital(String division) {
        int place = draws.below(1000);
        if (place < OUTSIDE) {
            return oneOf(Place.OUTSIDE, null, null);
        }
        if (place < OUTSIDE + ELSEWHERE_IN_THE_PROVINCE) {
            return oneOf(Place.PROVINCE, null, null);
        }
        HospitalLevel level = HospitalLevel.values()[draws.weighted(LEVELS)];
        boolean hasIt = hospitals.stream()
                .anyMatch(each -> each.level() == level && each.division().equals(division));
        return oneOf(Place.LOCAL, level, hasIt ? division : CityPlaces.ZHONGSHAN.division());
    }

    private YearHospital oneOf(Place place, HospitalLevel level, String division) {
        return draws.oneOf(hospitals.stream()
                .filter(each -> each.place() == place)
                .filter(each -> level == null || each.level() == level)
                .filter(each -> division == null || each.division().equals(division))
                .toList());
    }
}
