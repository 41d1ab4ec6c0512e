package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.idempotency.Commands;
import org.onestop.journal.RecordIds;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Applications are lodged, and lodged again after a return (申请). Lodging is no step: whoever lodges may also take one. */
@ApplicationScoped
class Applications {

    private final Households households;
    private final ApplicationRepository applications;
    private final Categories categories;
    private final StepWriter writer;
    private final FileChanges changes;
    private final EventDays days;

    Applications(
            Households households,
            ApplicationRepository applications,
            Categories categories,
            StepWriter writer,
            FileChanges changes,
            EventDays days) {
        this.households = households;
        this.applications = applications;
        this.categories = categories;
        this.writer = writer;
        this.changes = changes;
        this.days = days;
    }

    /** What is answered: where the application stands. {@code stage} and {@code dueOn} are null where it waits no more. */
    record Standing(UUID id, ApplicationState state, Stage stage, LocalDate dueOn) {}

    /**
     * Lodges an application.
     *
     * @throws org.onestop.refusal.RefusedException household-not-found, department-mismatch, dates-out-of-order,
     *     date-in-future, grade-mismatch, application-already-open, category-in-force
     */
    Commands.Made lodge(Caller caller, String fileNo, LodgeApplication request) {
        Act act = households.taken(caller, fileNo);
        Department owner = Department.owning(request.category());
        requireOwnerAtCounty(act.who(), owner);
        LocalDate lodgedOn =
                days.past("/lodgedOn", request.lodgedOn(), act.household().openedOn());
        LodgeApplication.requireGrade(request.category(), request.grade());
        if (applications.hasOpen(fileNo, request.category())) {
            throw Refusal.of(RefusalCode.APPLICATION_ALREADY_OPEN).asException();
        }
        if (categories.isHeldOpenly(fileNo, request.category(), lodgedOn)) {
            throw Refusal.of(RefusalCode.CATEGORY_IN_FORCE).asException();
        }
        UUID id = RecordIds.next(act.at().toInstant().toEpochMilli());
        OpenApplicationEntity open = writer.lodged(act, id, request, lodgedOn);
        changes.record(
                act,
                new FileChanges.Happening(
                        ChangeKind.APPLICATION_LODGED, null, owner, lodgedOn, null, facts(id, request)));
        return Commands.Made.created(
                Household.link(fileNo), new Standing(id, ApplicationState.OPEN, open.stage, open.dueOn));
    }

    private static Map<String, Object> facts(UUID id, LodgeApplication request) {
        return request.grade() == null
                ? Map.of("applicationId", id, "category", request.category())
                : Map.of("applicationId", id, "category", request.category(), "grade", request.grade());
    }

    /**
     * Lodges an application again that was returned to the applicant.
     *
     * @throws org.onestop.refusal.RefusedException household-not-found, application-not-found, department-mismatch,
     *     dates-out-of-order, date-in-future, step-out-of-order, application-closed
     */
    Commands.Made resubmit(Caller caller, String fileNo, String application, ResubmitApplication request) {
        Act act = households.taken(caller, fileNo);
        ApplicationEntity found = found(act, application);
        Department owner = Department.owning(found.category);
        requireOwnerAtCounty(act.who(), owner);
        List<StepEntity> steps = applications.steps(found.id);
        LocalDate lodgedOn = days.past("/lodgedOn", request.lodgedOn(), lastDay(found, steps));
        OpenApplicationEntity open = waiting(found, Stage.LODGING);
        StepEntity step = writer.step(act, found, steps, Stage.LODGING, StepResult.PASS, lodgedOn);
        writer.write(step, request.statement(), null);
        writer.advance(open, steps.size() + 1, Progress.LODGED, lodgedOn);
        changes.record(
                act,
                new FileChanges.Happening(
                        ChangeKind.APPLICATION_RESUBMITTED,
                        null,
                        owner,
                        lodgedOn,
                        null,
                        Map.of("applicationId", found.id, "sequence", step.sequence)));
        return Commands.Made.created(
                Household.link(fileNo), new Standing(found.id, ApplicationState.OPEN, open.stage, open.dueOn));
    }

    /**
     * An application of the household in hand.
     *
     * @throws org.onestop.refusal.RefusedException application-not-found
     */
    ApplicationEntity found(Act act, String application) {
        return PathId.read(application)
                .flatMap(id -> applications.of(act.fileNo(), id))
                .orElseThrow(() -> Refusal.of(RefusalCode.APPLICATION_NOT_FOUND).asException());
    }

    /**
     * What an application waits for, which must be this stage.
     *
     * @throws org.onestop.refusal.RefusedException step-out-of-order, application-closed
     */
    OpenApplicationEntity waiting(ApplicationEntity application, Stage stage) {
        OpenApplicationEntity open = applications
                .open(application.id)
                .orElseThrow(() -> Refusal.of(RefusalCode.APPLICATION_CLOSED).asException());
        if (open.stage != stage) {
            throw Refusal.of(RefusalCode.STEP_OUT_OF_ORDER, Map.of("expected", open.stage.name())).asException();
        }
        return open;
    }

    /** The day on which the application last moved: nothing further can have happened before. */
    static LocalDate lastDay(ApplicationEntity application, List<StepEntity> steps) {
        return steps.isEmpty() ? application.lodgedOn : steps.get(steps.size() - 1).decidedOn;
    }

    /**
     * Below county level every category is everybody's; there, only the department's that owns it.
     *
     * @throws org.onestop.refusal.RefusedException department-mismatch
     */
    static void requireOwnerAtCounty(Registrar who, Department owner) {
        if (who.level() == Registrar.Level.COUNTY && !owner.name().equals(who.department())) {
            throw Refusal.of(RefusalCode.DEPARTMENT_MISMATCH).asException();
        }
    }
}
