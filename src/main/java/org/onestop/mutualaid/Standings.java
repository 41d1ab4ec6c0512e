package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onestop.settlement.MemberStanding;
import org.onestop.settlement.MemberStandings;
import org.onestop.settlement.MemberStandings.TermStanding;
import org.onestop.time.BusinessClock;

/**
 * Works out members' standing (待遇资格) from their memberships and from what was received for them, and tells settlements, in
 * the transaction that changes either. A benefit begins with the later of joining and receipt; who was in good standing in
 * the term before goes on without waiting, everybody else waits as the policy says.
 */
@ApplicationScoped
class Standings {

    private final MemberRows rows;
    private final MemberStandings standings;
    private final TermPolicy policy;
    private final BusinessClock clock;

    Standings(MemberRows rows, MemberStandings standings, TermPolicy policy, BusinessClock clock) {
        this.rows = rows;
        this.standings = standings;
        this.policy = policy;
        this.clock = clock;
    }

    /** Those of the persons who have to wait in a term. */
    Set<UUID> firstJoiners(Collection<UUID> persons, int term) {
        Set<UUID> first = new HashSet<>(persons);
        first.removeAll(standings.inGoodStanding(persons, term - 1));
        return first;
    }

    /** The standing that follows from a membership. */
    MemberStanding of(Member member) {
        LocalDate paid = member.paidSince();
        LocalDate covered = paid == null || !member.firstJoiner()
                ? paid
                : paid.plusDays(policy.waitingDays(member.joinedOn()));
        return new MemberStanding(member.joinedOn(), covered, member.until());
    }

    /** Puts on record what follows now for persons in a term, and in the terms behind it that build on it. */
    void project(Collection<UUID> persons, int term) {
        if (persons.isEmpty()) {
            return;
        }
        List<Member> members = rows.ofPersons(persons, term);
        Set<UUID> gone = new HashSet<>(persons);
        members.forEach(member -> gone.remove(member.person()));
        if (!gone.isEmpty()) {
            standings.remove(gone, term);
        }
        standings.putAll(members.stream()
                .map(member -> new TermStanding(member.person(), term, of(member)))
                .toList());
        goOn(persons, term + 1);
    }

    /** A payment that comes late, or is given back, decides whether the next term begins with waiting. */
    private void goOn(Collection<UUID> persons, int term) {
        List<Member> next = rows.ofPersons(persons, term);
        if (next.isEmpty()) {
            return;
        }
        Set<UUID> first = firstJoiners(next.stream().map(Member::person).toList(), term);
        List<Member> changed = next.stream()
                .filter(member -> member.firstJoiner() != first.contains(member.person()))
                .toList();
        for (boolean waits : new boolean[] {true, false}) {
            Set<UUID> memberships = changed.stream()
                    .filter(member -> member.firstJoiner() != waits)
                    .map(Member::id)
                    .collect(Collectors.toSet());
            if (!memberships.isEmpty()) {
                rows.firstJoiners(memberships, waits, clock.now());
            }
        }
        project(changed.stream().map(Member::person).toList(), term);
    }
}
