package org.onestop.mutualaid;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.http.Cursor;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;
import org.onestop.registry.IdNumber;
import org.onestop.registry.PersonRoll;
import org.onestop.registry.Persons;

/** Shows members, masked. Who looked is recorded, found or not. */
@ApplicationScoped
class MemberReader {

    private final MemberRows rows;
    private final MembershipCourse course;
    private final Standings standings;
    private final UnitCourse units;
    private final Persons persons;
    private final PersonRoll roll;
    private final AccessLog log;

    MemberReader(
            MemberRows rows,
            MembershipCourse course,
            Standings standings,
            UnitCourse units,
            Persons persons,
            PersonRoll roll,
            AccessLog log) {
        this.rows = rows;
        this.course = course;
        this.standings = standings;
        this.units = units;
        this.persons = persons;
        this.roll = roll;
        this.log = log;
    }

    /** A membership with its person. */
    record Item(PersonRoll.Masked person, MembershipView membership) {}

    /**
     * A page of a unit's members of a term.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(
            String unitCode,
            int term,
            List<Item> items,
            @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /** What is known of a person's memberships, the latest term first. */
    record Found(UUID personId, PersonRoll.Masked person, List<MembershipView> memberships) {}

    /**
     * Where a page ended.
     *
     * @param joinedOn of its last member
     * @param id       of its last member
     */
    record After(LocalDate joinedOn, UUID id) {

        /** @throws RefusedException invalid-request where the cursor is none */
        static After read(String cursor) {
            if (cursor == null) {
                return null;
            }
            List<String> parts = Cursor.read(cursor, 2);
            UUID id = NamedMember.id(parts.get(1)).orElseThrow(Cursor::refused);
            try {
                return new After(LocalDate.parse(parts.get(0)), id);
            } catch (java.time.DateTimeException e) {
                throw Cursor.refused();
            }
        }
    }

    /** @throws RefusedException unit-not-found */
    @Transactional(dontRollbackOn = RefusedException.class)
    Page roster(Caller caller, String unit, int term, Member.Contribution contribution, After after, int limit) {
        units.required(unit);
        log.append(caller, new AccessLog.Look("READ_ROSTER", null, null, unit + " " + term));
        List<Member> found = rows.roster(
                unit,
                term,
                contribution,
                after == null ? null : after.joinedOn(),
                after == null ? null : after.id(),
                limit + 1);
        List<Member> shown = found.subList(0, Math.min(limit, found.size()));
        Map<UUID, PersonRoll.Masked> people =
                roll.masked(shown.stream().map(Member::person).toList());
        String next = null;
        if (found.size() > limit) {
            Member last = shown.get(limit - 1);
            next = Cursor.of(last.joinedOn().toString(), last.id().toString());
        }
        return new Page(
                unit,
                term,
                shown.stream().map(member -> new Item(people.get(member.person()), view(member))).toList(),
                next);
    }

    /** @throws RefusedException membership-not-found */
    @Transactional(dontRollbackOn = RefusedException.class)
    Item read(Caller caller, UUID membership) {
        Member member = course.required(membership);
        log.append(caller, new AccessLog.Look("READ_MEMBERSHIP", null, member.person(), membership.toString()));
        return new Item(roll.masked(List.of(member.person())).get(member.person()), view(member));
    }

    /** @throws RefusedException id-number-invalid, person-unknown */
    @Transactional(dontRollbackOn = RefusedException.class)
    Found search(Caller caller, String idNumber) {
        Optional<UUID> known = persons.find(IdNumber.required("/idNumber", idNumber));
        log.append(caller, new AccessLog.Look("SEARCH_MEMBERS", null, known.orElse(null), null));
        UUID person = known.orElseThrow(() -> Refusal.of(RefusalCode.PERSON_UNKNOWN).asException());
        return new Found(
                person,
                roll.masked(List.of(person)).get(person),
                rows.ofPerson(person).stream().map(this::view).toList());
    }

    private MembershipView view(Member member) {
        return MembershipView.of(member, standings.of(member));
    }
}
