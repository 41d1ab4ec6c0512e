package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Opens households' files (建档). */
@ApplicationScoped
class HouseholdOpening {

    private final Households households;
    private final Divisions divisions;
    private final PersonIntake intake;
    private final MembershipChanges members;
    private final FileChanges changes;
    private final EventDays days;

    HouseholdOpening(
            Households households,
            Divisions divisions,
            PersonIntake intake,
            MembershipChanges members,
            FileChanges changes,
            EventDays days) {
        this.households = households;
        this.divisions = divisions;
        this.intake = intake;
        this.members = members;
        this.changes = changes;
        this.days = days;
    }

    /** What is answered. */
    record Opened(String fileNo, List<MembershipChanges.Joined> members) {}

    /**
     * Opens a file with its first members.
     *
     * @throws org.onestop.refusal.RefusedException area-mismatch, id-number-invalid, value-out-of-range, date-in-future,
     *     person-name-mismatch, division-unknown, household-exists, person-in-another-household, period-overlap
     */
    Commands.Made open(Caller caller, OpenHousehold request) {
        Registrar who = caller.requireRegistrar();
        if (!divisions.answersFor(who.area(), request.area())) {
            throw Refusal.of(RefusalCode.AREA_MISMATCH).asException();
        }
        Map<MemberForm, IdNumber> forms = PersonIntake.numbered(request.members());
        OpenHousehold.requireCommunity(request.area());
        LocalDate openedOn = days.past("/openedOn", request.openedOn(), null);
        if (request.fileNo() != null) {
            households.hold(request.fileNo());
        }
        List<UUID> persons = intake.taken(forms);
        divisions.requireKnown("/area", request.area(), openedOn);
        Act act = households.opened(caller, who, request.fileNo(), request.area(), openedOn);
        changes.record(
                act,
                new FileChanges.Happening(ChangeKind.HOUSEHOLD_OPENED, null, null, openedOn, null, Map.of()));
        return Commands.Made.created(
                Household.link(act.fileNo()), new Opened(act.fileNo(), joined(act, request.members(), persons)));
    }

    private List<MembershipChanges.Joined> joined(Act act, List<MemberForm> forms, List<UUID> persons) {
        List<MembershipChanges.Joined> joined = new ArrayList<>(forms.size());
        for (int i = 0; i < forms.size(); i++) {
            joined.add(members.join(act, forms.get(i), persons.get(i), act.household().openedOn()));
        }
        return joined;
    }
}
