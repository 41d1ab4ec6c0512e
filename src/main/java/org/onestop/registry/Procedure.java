package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * The steps of the procedure: investigation by the community, review by the township, approval by the county's department
 * that owns the category. In that order only, by three different subjects over all rounds.
 */
@ApplicationScoped
class Procedure {

    private final Households households;
    private final Applications files;
    private final ApplicationRepository applications;
    private final StepWriter writer;
    private final Approvals approvals;
    private final FileChanges changes;
    private final EventDays days;

    Procedure(
            Households households,
            Applications files,
            ApplicationRepository applications,
            StepWriter writer,
            Approvals approvals,
            FileChanges changes,
            EventDays days) {
        this.households = households;
        this.files = files;
        this.applications = applications;
        this.writer = writer;
        this.approvals = approvals;
        this.changes = changes;
        this.days = days;
    }

    /** What is answered: what the step made of the application. */
    record Taken(
            UUID applicationId,
            int sequence,
            ApplicationState state,
            Stage stage,
            LocalDate dueOn,
            UUID categoryId) {}

    /**
     * Takes a step.
     *
     * @throws org.onestop.refusal.RefusedException level-mismatch, household-not-found, application-not-found,
     *     department-mismatch, same-subject, amount-out-of-range, value-out-of-range, dates-out-of-order, date-in-future,
     *     grade-mismatch, visit-record-missing, return-target-invalid, household-without-members, category-in-force,
     *     step-out-of-order, application-closed
     */
    Commands.Made take(Caller caller, String fileNo, String application, TakeStep request) {
        requireLevel(caller.requireRegistrar(), request.step());
        Act act = households.taken(caller, fileNo);
        ApplicationEntity found = files.found(act, application);
        Applications.requireOwnerAtCounty(act.who(), Department.owning(found.category));
        List<StepEntity> steps = applications.steps(found.id);
        requireAnotherSubject(caller, request.step(), steps);
        LocalDate decidedOn = judged(request, found, steps);
        Approvals.Approval approval = request.isApproval() ? approvals.judged(act, found, request, decidedOn) : null;
        OpenApplicationEntity open = files.waiting(found, request.step());
        StepEntity step = writer.step(act, found, steps, request.step(), request.result(), decidedOn);
        write(step, request, approval);
        Progress progress = Progress.after(step.step, step.result, step.returnTo);
        writer.advance(open, step.sequence, progress, decidedOn);
        record(act, found, step);
        UUID category = approval == null ? null : approvals.grant(act, found, step, approval);
        LocalDate dueOn = progress.stage() == null ? null : open.dueOn;
        return Commands.Made.created(
                Household.link(fileNo),
                new Taken(found.id, step.sequence, progress.state(), progress.stage(), dueOn, category));
    }

    private void write(StepEntity step, TakeStep request, Approvals.Approval approval) {
        step.returnTo = request.returnTo();
        if (approval != null) {
            step.effectiveFrom = approval.period().from();
            step.effectiveTo = approval.period().to();
        }
        writer.write(step, request.opinion(), request.visitRecord());
    }

    /** What the request and what went before show by themselves; the day of the decision. */
    private LocalDate judged(TakeStep request, ApplicationEntity application, List<StepEntity> steps) {
        VisitRecord visit = request.visitRecord();
        if (visit != null) {
            visit.requirePlausible();
        }
        LocalDate decidedOn =
                days.past("/decidedOn", request.decidedOn(), Applications.lastDay(application, steps));
        if (visit != null) {
            EventDays.inOrder("/visitRecord/visitedOn", application.lodgedOn, visit.visitedOn());
            EventDays.inOrder("/decidedOn", visit.visitedOn(), decidedOn);
        }
        request.requireVisitRecord();
        request.requireReturnTarget();
        return decidedOn;
    }

    private void record(Act act, ApplicationEntity application, StepEntity step) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("applicationId", application.id);
        facts.put("category", application.category);
        facts.put("sequence", step.sequence);
        facts.put("step", step.step);
        facts.put("result", step.result);
        if (step.returnTo != null) {
            facts.put("returnTo", step.returnTo);
        }
        changes.record(
                act,
                new FileChanges.Happening(
                        ChangeKind.STEP_TAKEN,
                        null,
                        Department.owning(application.category),
                        step.decidedOn,
                        null,
                        facts));
    }

    private static void requireLevel(Registrar who, Stage step) {
        if (who.level() != step.level()) {
            throw Refusal.of(RefusalCode.LEVEL_MISMATCH).asException();
        }
    }

    /** The same step may be the same person's in another round; another step may not. */
    private static void requireAnotherSubject(Caller caller, Stage step, List<StepEntity> steps) {
        boolean tookAnother = steps.stream()
                .anyMatch(each -> each.step != Stage.LODGING
                        && each.step != step
                        && each.subject.equals(caller.subject()));
        if (tookAnother) {
            throw Refusal.of(RefusalCode.SAME_SUBJECT).asException();
        }
    }
}
