package org.onestop.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.onestop.history.Verdict;
import org.onestop.money.Money;
import org.onestop.mutualaid.Contributions;
import org.onestop.mutualaid.Joining;
import org.onestop.mutualaid.Memberships;
import org.onestop.mutualaid.Payment;
import org.onestop.mutualaid.Unit;
import org.onestop.mutualaid.Units;
import org.onestop.registry.Persons;

/**
 * Puts the demonstration city's mutual aid on record: units, members term by term, and what the units pay for them on a few
 * days of the year.
 */
@ApplicationScoped
class CityFund {

    private static final int BATCH = 1000;

    private final Persons persons;
    private final Units units;
    private final Memberships memberships;
    private final Contributions contributions;

    CityFund(Persons persons, Units units, Memberships memberships, Contributions contributions) {
        this.persons = persons;
        this.units = units;
        this.memberships = memberships;
        this.contributions = contributions;
    }

    /** Everything, inside the caller's transaction: who renews has paid for the term before. */
    void union(City city) {
        units.registerAll(SandboxData.AUTHOR, city.units());
        for (int term : terms(city)) {
            // Unit by unit, so that those who join one on the same day are one document.
            List<CityMember> members = city.members().stream()
                    .filter(member -> member.term() == term)
                    .sorted(Comparator.comparing(member -> member.unit().value()))
                    .toList();
            for (int i = 0; i < members.size(); i += BATCH) {
                join(members.subList(i, Math.min(i + BATCH, members.size())));
            }
            pay(city, term);
        }
    }

    /** What a city owes that was made before contributions were kept, inside the caller's transaction. */
    void contributions(City city) {
        terms(city).forEach(term -> pay(city, term));
    }

    private static List<Integer> terms(City city) {
        return city.members().stream().map(CityMember::term).distinct().sorted().toList();
    }

    private void join(List<CityMember> members) {
        List<UUID> ids =
                persons.findAll(members.stream().map(member -> member.person().number()).toList());
        List<Joining> joinings = IntStream.range(0, members.size())
                .mapToObj(n -> joining(members.get(n), ids.get(n)))
                .toList();
        for (Memberships.Joined joined : memberships.joinAll(SandboxData.AUTHOR, joinings)) {
            if (joined.verdict().state() != Verdict.State.ADDED) {
                throw new IllegalStateException("a member of the demonstration city did not join: " + joined.verdict());
            }
        }
    }

    private static Joining joining(CityMember member, UUID person) {
        return new Joining(person, member.term(), member.unit(), member.joinedOn());
    }

    /** Each unit pays for those who have joined since it paid last. */
    private void pay(City city, int term) {
        List<LocalDate> days = List.of(LocalDate.of(term, 1, 10), LocalDate.of(term, 6, 30), LocalDate.of(term, 12, 1));
        for (Unit unit : city.units()) {
            List<Contributions.Owing> owing = contributions.owing(unit.code(), term);
            LocalDate before = LocalDate.MIN;
            for (LocalDate day : days) {
                LocalDate paid = before;
                pay(unit, term, day, owing.stream()
                        .filter(each -> each.joinedOn().isAfter(paid) && !each.joinedOn().isAfter(day))
                        .toList());
                before = day;
            }
        }
    }

    private void pay(Unit unit, int term, LocalDate day, List<Contributions.Owing> owing) {
        if (owing.isEmpty()) {
            return;
        }
        Money sum = owing.stream().map(Contributions.Owing::amount).reduce(Money.ZERO, Money::plus);
        contributions.receive(
                SandboxData.AUTHOR,
                Payment.of(
                        unit.code(),
                        term,
                        sum,
                        day,
                        "CITY-" + term + "-" + day.getMonthValue() + "-" + unit.code(),
                        owing.stream().map(Contributions.Owing::membership).toList()));
    }
}
