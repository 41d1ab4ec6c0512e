package org.onestop.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Looks a person's insurance up, as of any day and as known at any moment. Who looked is recorded, found or not. */
@ApplicationScoped
class EnrolmentReader {

    private static final String OPERATION = "SEARCH_ENROLMENTS";

    private final EnrolmentRows rows;
    private final RegisterStatements statements;
    private final Persons persons;
    private final IdentityVault vault;
    private final Divisions divisions;
    private final EventDays days;
    private final AccessLog log;
    private final BusinessClock clock;

    EnrolmentReader(
            EnrolmentRows rows,
            RegisterStatements statements,
            Persons persons,
            IdentityVault vault,
            Divisions divisions,
            EventDays days,
            AccessLog log,
            BusinessClock clock) {
        this.rows = rows;
        this.statements = statements;
        this.persons = persons;
        this.vault = vault;
        this.divisions = divisions;
        this.days = days;
        this.log = log;
        this.clock = clock;
    }

    /**
     * What is answered.
     *
     * @param idNumber masked
     * @param name     masked
     * @param asOf     the day that the periods cover; null for all of them
     * @param knownAt  null means now
     */
    record Found(
            UUID personId,
            String idNumber,
            String name,
            @JsonInclude(JsonInclude.Include.NON_NULL) LocalDate asOf,
            @JsonInclude(JsonInclude.Include.NON_NULL) OffsetDateTime knownAt,
            List<EnrolmentsView.Enrolment> enrolments,
            List<EnrolmentsView.Suspension> suspensions) {}

    /**
     * Looks a person's insurance up.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing, area-mismatch, level-mismatch,
     *     department-mismatch, id-number-invalid, date-in-future, person-unknown
     */
    @Transactional(dontRollbackOn = org.onestop.refusal.RefusedException.class)
    Found search(Caller caller, SearchEnrolments request) {
        EnrolmentKeeper.requireReader(caller);
        IdNumber number = MemberForm.number("/idNumber", request.idNumber());
        LocalDate asOf = request.asOf() == null ? null : days.past("/asOf", request.asOf(), null);
        Optional<UUID> known = persons.find(number);
        log.append(caller, new AccessLog.Look(OPERATION, request.purpose(), known.orElse(null), null));
        UUID person = known.orElseThrow(() -> Refusal.of(RefusalCode.PERSON_UNKNOWN).asException());
        refuseAnotherArea(caller, rows.area(person, clock.today()));
        EnrolmentsView all = EnrolmentsView.of(
                rows.enrolments(person, request.knownAt()), rows.suspensions(person, request.knownAt()));
        return new Found(
                person,
                number.masked(),
                name(person).masked(),
                asOf,
                request.knownAt() == null ? null : BusinessClock.at(request.knownAt().toInstant()),
                all.enrolments().stream().filter(each -> covers(asOf, each.from(), each.to())).toList(),
                all.suspensions().stream().filter(each -> covers(asOf, each.from(), each.to())).toList());
    }

    private void refuseAnotherArea(Caller caller, Optional<Area> area) {
        boolean isElsewhere = !caller.is(Role.CIVIL_AFFAIRS_AUDITOR)
                && area.filter(each -> !divisions.answersFor(caller.requireRegistrar().area(), each))
                        .isPresent();
        if (isElsewhere) {
            throw Refusal.of(RefusalCode.AREA_MISMATCH).asException();
        }
    }

    private PersonName name(UUID person) {
        return statements
                .first(
                        "select revision, sealed, key_id from person_identity where person_id = ?"
                                + " order by revision desc limit 1",
                        row -> vault.open(person, row.getInt(1), row.getBytes(2), row.getString(3)).name(),
                        person)
                .orElseThrow();
    }

    private static boolean covers(LocalDate day, LocalDate from, LocalDate to) {
        return day == null || !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
