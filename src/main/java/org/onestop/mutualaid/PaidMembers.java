package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onestop.registry.IdNumber;
import org.onestop.registry.Persons;
import org.onestop.time.BusinessClock;

/** Members as payments see them: who is meant, who owes, and that they have paid. */
@ApplicationScoped
class PaidMembers {

    private static final String PAID = "insert into contribution_due_outcome"
            + " (membership_id, outcome, contribution_id, allotment_id, received_on, happened_on, recorded_at)"
            + " values (?, 'PAID', ?, ?::uuid, ?, ?, ?)";

    private final FundStatements statements;
    private final MemberRows rows;
    private final Persons persons;
    private final Standings standings;
    private final BusinessClock clock;

    PaidMembers(
            FundStatements statements, MemberRows rows, Persons persons, Standings standings, BusinessClock clock) {
        this.statements = statements;
        this.rows = rows;
        this.persons = persons;
        this.standings = standings;
        this.clock = clock;
    }

    List<Member> owing(String unit, int term) {
        return rows.owing(unit, term);
    }

    /**
     * Those who are named, in that order.
     *
     * @param term in which who is named by the number is sought
     * @return null for each who is no member
     * @throws org.onestop.refusal.RefusedException too-many-members, id-number-invalid
     */
    List<Member> named(List<NamedMember> named, int term) {
        List<IdNumber> numbers = NamedMember.numbers(named);
        List<UUID> known =
                persons.findAll(numbers.stream().filter(Objects::nonNull).toList());
        Map<UUID, Member> byPerson = new HashMap<>();
        rows.ofPersons(known.stream().filter(Objects::nonNull).toList(), term)
                .forEach(member -> byPerson.put(member.person(), member));
        Map<UUID, Member> byId = rows
                .byIds(named.stream().map(NamedMember::membership).filter(Objects::nonNull).toList())
                .stream()
                .collect(Collectors.toMap(Member::id, member -> member));
        List<Member> found = new ArrayList<>(named.size());
        int next = 0;
        for (NamedMember each : named) {
            found.add(each.membership() == null ? byPerson.get(known.get(next++)) : byId.get(each.membership()));
        }
        return found;
    }

    /**
     * Puts on record that members have paid, and what follows for their standing.
     *
     * @param allotment null where they are paid as the payment comes in
     */
    void paid(UUID contribution, UUID allotment, List<Member> members, LocalDate receivedOn) {
        OffsetDateTime now = clock.now();
        LocalDate today = clock.today();
        statements.batch(
                PAID,
                members.stream()
                        .map(member -> new Object[] {member.id(), contribution, allotment, receivedOn, today, now})
                        .toList());
        members.stream()
                .collect(Collectors.groupingBy(Member::term, TreeMap::new, Collectors.toList()))
                .forEach((term, each) ->
                        standings.project(each.stream().map(Member::person).toList(), term));
    }
}
