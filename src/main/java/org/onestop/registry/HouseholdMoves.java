package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.onestop.access.Caller;
import org.onestop.idempotency.Commands;

/**
 * Households move (迁居). The registrar of the area that they leave says so; from then on the new area's registrars have the
 * file, and what waits for a step waits for them.
 */
@ApplicationScoped
class HouseholdMoves {

    private final Households households;
    private final Residences residences;
    private final Divisions divisions;
    private final ApplicationRepository applications;
    private final FileChanges changes;
    private final EventDays days;

    HouseholdMoves(
            Households households,
            Residences residences,
            Divisions divisions,
            ApplicationRepository applications,
            FileChanges changes,
            EventDays days) {
        this.households = households;
        this.residences = residences;
        this.divisions = divisions;
        this.applications = applications;
        this.changes = changes;
        this.days = days;
    }

    /** What is answered. */
    record Moved(String fileNo, String area, LocalDate from) {}

    /**
     * Moves a household. A move on the first day in the present area corrects that area.
     *
     * @throws org.onestop.refusal.RefusedException household-not-found, value-out-of-range, dates-out-of-order,
     *     date-in-future, division-unknown
     */
    Commands.Made move(Caller caller, String fileNo, MoveHousehold request) {
        Act act = households.taken(caller, fileNo);
        OpenHousehold.requireCommunity(request.area());
        List<Residences.Row> rows = residences.of(fileNo);
        Residences.Row present = rows.get(rows.size() - 1);
        LocalDate from = days.past("/from", request.from(), present.from());
        divisions.requireKnown("/area", request.area(), from);
        residences.supersede(present, act.at());
        if (present.from().isBefore(from)) {
            residences.write(
                    new Residences.Row(0, fileNo, present.area(), present.from(), from.minusDays(1)), act.at());
        }
        residences.write(new Residences.Row(0, fileNo, request.area(), from, null), act.at());
        applications.moveOpen(fileNo, request.area());
        changes.record(
                act,
                new FileChanges.Happening(
                        ChangeKind.HOUSEHOLD_MOVED, null, null, from, null, Map.of("area", request.area().code())));
        return Commands.Made.created(Household.link(fileNo), new Moved(fileNo, request.area().code(), from));
    }
}
