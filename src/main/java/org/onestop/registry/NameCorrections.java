package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.idempotency.Commands;
import org.onestop.journal.Changes;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.CorrectionReasons.Kind;
import org.onestop.time.BusinessClock;

/**
 * A name that was recorded wrongly is put right (更正姓名): the identity gets a further revision. Settlements name the revision
 * under which they were made, and no amount depends on a name.
 */
@ApplicationScoped
class NameCorrections {

    private final PersonIntake intake;
    private final EnrolmentRows rows;
    private final Divisions divisions;
    private final CorrectionReasons reasons;
    private final Changes changes;
    private final BusinessClock clock;

    NameCorrections(
            PersonIntake intake,
            EnrolmentRows rows,
            Divisions divisions,
            CorrectionReasons reasons,
            Changes changes,
            BusinessClock clock) {
        this.intake = intake;
        this.rows = rows;
        this.divisions = divisions;
        this.reasons = reasons;
        this.changes = changes;
        this.clock = clock;
    }

    /** What is answered: the person as the feed names it. */
    record NameCorrected(UUID personId, int revision) {}

    /**
     * Gives a person another name. Whose household lives in another county, or lived there at last, is that county's to
     * look after.
     *
     * @throws org.onestop.refusal.RefusedException level-mismatch, department-mismatch, area-mismatch, id-number-invalid,
     *     person-unknown, nothing-to-correct
     */
    Commands.Made name(Caller caller, CorrectName request) {
        Registrar who = EnrolmentKeeper.require(caller);
        IdNumber number = MemberForm.number("/idNumber", request.idNumber());
        UUID person = intake.held(number)
                .orElseThrow(() -> Refusal.of(RefusalCode.PERSON_UNKNOWN).asException());
        Optional<EnrolmentRows.LastHousehold> household = rows.lastHousehold(person);
        Optional<Area> area = household.map(EnrolmentRows.LastHousehold::area);
        if (area.filter(each -> !divisions.answersFor(who.area(), each)).isPresent()) {
            throw Refusal.of(RefusalCode.AREA_MISMATCH).asException();
        }
        OffsetDateTime at = clock.now();
        int revision = intake.renamed(person, number, PersonName.of(request.name()), at)
                .orElseThrow(() -> Refusal.of(RefusalCode.NOTHING_TO_CORRECT).asException());
        Optional<String> fileNo = household.map(EnrolmentRows.LastHousehold::fileNo);
        reasons.write(caller, Kind.NAME, person, fileNo.orElse(null), request.reason(), at);
        changes.append(
                new Changes.Author(caller.clientId(), caller.subject()),
                new Changes.Change(
                        ChangeKind.PERSON_NAME_CORRECTED.name(),
                        fileNo.orElse(person.toString()),
                        person,
                        area.map(Area::code).orElse(null),
                        null,
                        null,
                        null,
                        "{}"));
        return Commands.Made.created(fileNo.map(Household::link).orElse(null), new NameCorrected(person, revision));
    }
}
