package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onestop.history.Verdict;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordIds;
import org.onestop.money.Money;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.Department;
import org.onestop.time.BusinessClock;

/**
 * Who becomes a member of mutual aid for which term. With the joining the contribution is due; a benefit begins when it has
 * been received.
 */
@ApplicationScoped
public class Memberships {

    private final FundStatements statements;
    private final MemberRows rows;
    private final Units units;
    private final TermPolicy policy;
    private final Accruals accruals;
    private final Standings standings;
    private final Changes changes;
    private final BusinessClock clock;

    Memberships(
            FundStatements statements,
            MemberRows rows,
            Units units,
            TermPolicy policy,
            Accruals accruals,
            Standings standings,
            Changes changes,
            BusinessClock clock) {
        this.statements = statements;
        this.rows = rows;
        this.units = units;
        this.policy = policy;
        this.accruals = accruals;
        this.standings = standings;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * What became of a joining.
     *
     * @param membership the one that it made, or that says the same already; null where it was refused
     */
    public record Joined(Verdict verdict, UUID membership) {}

    /** Who joins for which term; a person has one membership in it. */
    private record Place(UUID person, int term) {}

    /** How a membership began. */
    private record Begun(UUID id, String unit, LocalDate joinedOn) {}

    /** A joining that nothing speaks against. */
    private record Added(UUID id, Joining joining, Money amount) {}

    /**
     * Makes persons members inside the caller's transaction; of several for one place the first counts.
     *
     * @return one answer each, in their order; refused as unit-unknown, value-out-of-range (a term too far ahead),
     *     dates-out-of-order (joined outside of the term), no-policy-in-force, unit-closed, member-already
     * @throws IllegalStateException where somebody else makes the same person a member at the same time
     */
    @Transactional
    public List<Joined> joinAll(Changes.Author author, List<Joining> joinings) {
        Set<String> codes = joinings.stream().map(joining -> joining.unit().value()).collect(Collectors.toSet());
        statements.holdUnits(codes);
        Map<String, UnitNow> known = units.now(codes);
        Map<Place, Begun> taken = taken(joinings);
        List<Joined> answers = new ArrayList<>(joinings.size());
        List<Added> added = new ArrayList<>();
        for (Joining joining : joinings) {
            Place place = new Place(joining.person(), joining.term());
            Begun begun = taken.get(place);
            if (begun != null) {
                answers.add(again(begun, joining));
                continue;
            }
            Verdict verdict = judged(joining, known.get(joining.unit().value()));
            UUID id = verdict.isRefused() ? null : RecordIds.next(clock.now().toInstant().toEpochMilli());
            answers.add(new Joined(verdict, id));
            if (!verdict.isRefused()) {
                added.add(new Added(id, joining, policy.requiredContribution(joining.joinedOn())));
                taken.put(place, new Begun(id, joining.unit().value(), joining.joinedOn()));
            }
        }
        write(author, added);
        return answers;
    }

    private Map<Place, Begun> taken(List<Joining> joinings) {
        Map<Place, Begun> taken = new HashMap<>();
        statements.list(
                "select m.person_id, m.term, m.membership_id, m.credit_code, m.joined_on from membership m"
                        + " join unnest(?::uuid[], ?::int[]) j(person_id, term) using (person_id, term)"
                        + " where m.superseded_at is null order by m.joined_on",
                row -> taken.putIfAbsent(
                        new Place(FundStatements.id(row, 1), row.getInt(2)),
                        new Begun(FundStatements.id(row, 3), row.getString(4), FundStatements.day(row, 5))),
                joinings.stream().map(Joining::person).toList(),
                joinings.stream().map(Joining::term).toList());
        return taken;
    }

    /** What says how the membership began is on record, whatever has become of it since. */
    private static Joined again(Begun begun, Joining joining) {
        boolean isSame = begun.unit().equals(joining.unit().value()) && begun.joinedOn().equals(joining.joinedOn());
        return isSame
                ? new Joined(Verdict.of(Verdict.State.UNCHANGED), begun.id())
                : new Joined(Verdict.refused(RefusalCode.MEMBER_ALREADY, "idNumber"), null);
    }

    /**
     * Judges joinings by themselves, whoever joins; so that nobody is put on record for a joining that can't be.
     *
     * @param joinings whose persons may be null
     * @return one verdict each, in their order
     */
    List<Verdict> judge(List<Joining> joinings) {
        Map<String, UnitNow> known = units.now(
                joinings.stream().map(joining -> joining.unit().value()).collect(Collectors.toSet()));
        return joinings.stream()
                .map(joining -> judged(joining, known.get(joining.unit().value())))
                .toList();
    }

    private Verdict judged(Joining joining, UnitNow unit) {
        if (joining.term() > clock.today().getYear() + 1) {
            return Verdict.refused(RefusalCode.VALUE_OUT_OF_RANGE, "term");
        }
        if (joining.joinedOn().getYear() != joining.term()) {
            return Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "joinedOn");
        }
        if (policy.contribution(joining.joinedOn()).isEmpty()) {
            return Verdict.refused(RefusalCode.NO_POLICY_IN_FORCE, "joinedOn");
        }
        if (unit == null) {
            return Verdict.refused(RefusalCode.UNIT_UNKNOWN, "unitCode");
        }
        return unit.takesPart(joining.joinedOn())
                ? Verdict.of(Verdict.State.ADDED)
                : Verdict.refused(RefusalCode.UNIT_CLOSED, "unitCode");
    }

    private void write(Changes.Author author, List<Added> added) {
        if (added.isEmpty()) {
            return;
        }
        OffsetDateTime now = clock.now();
        Map<Integer, List<Added>> terms = added.stream()
                .collect(Collectors.groupingBy(each -> each.joining().term(), TreeMap::new, Collectors.toList()));
        terms.forEach((term, each) -> {
            List<UUID> persons = each.stream().map(one -> one.joining().person()).toList();
            Set<UUID> first = new HashSet<>(standings.firstJoiners(persons, term));
            rows.insert(
                    each.stream()
                            .map(one -> row(one, first.contains(one.joining().person())))
                            .toList(),
                    now);
        });
        accruals.accrue(
                author,
                added.stream().filter(each -> each.amount().isPositive()).map(Memberships::due).toList());
        terms.forEach((term, each) ->
                standings.project(each.stream().map(one -> one.joining().person()).toList(), term));
        changes.append(author, Changes.Topic.MUTUAL_AID, added.stream().map(Memberships::begun).toList());
    }

    private static MemberRows.Row row(Added added, boolean first) {
        Joining joining = added.joining();
        return new MemberRows.Row(
                added.id(),
                joining.person(),
                joining.term(),
                joining.unit().value(),
                joining.joinedOn(),
                first,
                null,
                null);
    }

    private static Accruals.Due due(Added added) {
        Joining joining = added.joining();
        return new Accruals.Due(
                added.id(),
                joining.person(),
                joining.term(),
                joining.unit().value(),
                joining.joinedOn(),
                added.amount());
    }

    private static Changes.Change begun(Added added) {
        Joining joining = added.joining();
        return new Changes.Change(
                "MEMBERSHIP_BEGUN",
                joining.unit().value(),
                joining.person(),
                null,
                Department.UNION.name(),
                joining.joinedOn(),
                null,
                "{\"membershipId\":\"" + added.id() + "\",\"term\":" + joining.term() + "}");
    }
}
