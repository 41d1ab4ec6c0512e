package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.history.Verdict;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.CreditCode;
import org.onestop.registry.IdNumber;
import org.onestop.registry.PersonName;
import org.onestop.registry.PersonRoll;
import org.onestop.time.BusinessClock;

/** A unit's roster of a term by hand: all of a request's members join, or none. */
@ApplicationScoped
class Rosters {

    private final Memberships memberships;
    private final UnitCourse units;
    private final PersonRoll roll;
    private final FundStatements statements;
    private final FundDays days;
    private final BusinessClock clock;

    Rosters(
            Memberships memberships,
            UnitCourse units,
            PersonRoll roll,
            FundStatements statements,
            FundDays days,
            BusinessClock clock) {
        this.memberships = memberships;
        this.units = units;
        this.roll = roll;
        this.statements = statements;
        this.days = days;
        this.clock = clock;
    }

    /**
     * What is answered.
     *
     * @param joined how many were not members before
     */
    record Answer(String unitCode, int term, int joined, List<Line> members) {}

    /** One of the request's members, counted from 1 as they stand there. */
    record Line(int line, UUID membershipId, Verdict.State state) {}

    /**
     * Makes persons members.
     *
     * @throws org.onestop.refusal.RefusedException unit-not-found, too-many-members, id-number-invalid,
     *     person-name-mismatch, and as {@link Memberships#joinAll} refuses one of them
     */
    Commands.Made join(Caller caller, String code, JoinMembers request) {
        CreditCode unit = unit(code);
        days.term(request.term());
        NamedMember.refuseTooMany(request.members().size());
        LocalDate common = request.joinedOn() == null ? today(request.term()) : request.joinedOn();
        List<UUID> persons = persons(request.members());
        List<Joining> joinings = new ArrayList<>(persons.size());
        for (int i = 0; i < persons.size(); i++) {
            LocalDate own = request.members().get(i).joinedOn();
            joinings.add(new Joining(persons.get(i), request.term(), unit, own == null ? common : own));
        }
        return made(caller, unit, request.term(), joinings);
    }

    /**
     * Takes a unit's members over into the next term: all whose membership lasts to the end of the term before.
     *
     * @param term    that they join, on its first day
     * @param without memberships of the term before that are not renewed
     * @throws org.onestop.refusal.RefusedException unit-not-found, value-out-of-range, and as {@link Memberships#joinAll}
     */
    Commands.Made renew(Caller caller, String code, int term, Set<UUID> without) {
        CreditCode unit = unit(code);
        days.term(term);
        List<Joining> joinings = statements.list(
                "select n.person_id from membership_now n where n.credit_code = ? and n.term = ? and n.left_on is null"
                        + " and not n.membership_id = any (?::uuid[]) and not exists (select from membership m"
                        + " where m.person_id = n.person_id and m.term = ? and m.superseded_at is null)"
                        + " order by n.joined_on, n.membership_id",
                row -> new Joining(FundStatements.id(row, 1), term, unit, LocalDate.of(term, 1, 1)),
                code,
                term - 1,
                without,
                term);
        return made(caller, unit, term, joinings);
    }

    private CreditCode unit(String code) {
        statements.holdUnits(List.of(units.required(code).code()));
        return CreditCode.parse(code).orElseThrow();
    }

    private LocalDate today(int term) {
        LocalDate first = LocalDate.of(term, 1, 1);
        return clock.today().isBefore(first) ? first : clock.today();
    }

    private List<UUID> persons(List<JoinMembers.Person> members) {
        List<PersonRoll.Named> named = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            named.add(new PersonRoll.Named(
                    IdNumber.required("/members/" + i + "/idNumber", members.get(i).idNumber()),
                    PersonName.of(members.get(i).name())));
        }
        List<Optional<UUID>> found = roll.persons(named);
        int stranger = found.indexOf(Optional.<UUID>empty());
        if (stranger >= 0) {
            throw Refusal.of(
                            RefusalCode.PERSON_NAME_MISMATCH,
                            FieldFault.of("/members/" + stranger + "/name", FieldFault.Code.MISMATCH))
                    .asException();
        }
        return found.stream().map(Optional::get).toList();
    }

    private Commands.Made made(Caller caller, CreditCode unit, int term, List<Joining> joinings) {
        List<Memberships.Joined> joined = memberships.joinAll(UnitCourse.author(caller), joinings);
        List<Line> lines = new ArrayList<>(joined.size());
        int added = 0;
        for (int i = 0; i < joined.size(); i++) {
            Verdict verdict = joined.get(i).verdict();
            if (verdict.isRefused()) {
                throw refused(i, verdict, joinings.get(i));
            }
            added += verdict.state() == Verdict.State.ADDED ? 1 : 0;
            lines.add(new Line(i + 1, joined.get(i).membership(), verdict.state()));
        }
        return new Commands.Made(
                added == 0 ? Response.Status.OK : Response.Status.CREATED,
                "/api/v1/mutual-aid/units/" + unit + "/members?term=" + term,
                new Answer(unit.value(), term, added, lines));
    }

    private static RuntimeException refused(int index, Verdict verdict, Joining joining) {
        FieldFault.Code fault = verdict.refusal() == RefusalCode.DATES_OUT_OF_ORDER
                ? FieldFault.Code.OUT_OF_ORDER
                : FieldFault.Code.MISMATCH;
        String field = "/members/" + index + "/" + verdict.field();
        return verdict.refusal() == RefusalCode.NO_POLICY_IN_FORCE
                ? Refusal.of(verdict.refusal(), Map.of("date", joining.joinedOn().toString())).asException()
                : Refusal.of(verdict.refusal(), FieldFault.of(field, fault)).asException();
    }
}
