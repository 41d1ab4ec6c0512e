package org.onestop.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Writes applications and their steps, with what people wrote sealed, and moves on what they wait for. */
@ApplicationScoped
class StepWriter {

    private final ApplicationRepository applications;
    private final IdentityVault vault;
    private final DueDates dueDates;
    private final ObjectMapper json;

    StepWriter(ApplicationRepository applications, IdentityVault vault, DueDates dueDates, ObjectMapper json) {
        this.applications = applications;
        this.vault = vault;
        this.dueDates = dueDates;
        this.json = json;
    }

    /** Writes a new application, which waits for its investigation. */
    OpenApplicationEntity lodged(Act act, UUID id, LodgeApplication request, LocalDate lodgedOn) {
        ApplicationEntity application = new ApplicationEntity();
        application.id = id;
        application.fileNo = act.fileNo();
        application.category = request.category();
        application.grade = request.grade();
        application.lodgedOn = lodgedOn;
        application.statement = vault.sealText(application.statementPlace(), request.statement());
        application.keyId = vault.keyId();
        application.clientId = act.caller().clientId();
        application.subject = act.caller().subject();
        application.recordedAt = act.at();
        applications.write(application);
        OpenApplicationEntity open = new OpenApplicationEntity();
        open.applicationId = id;
        open.fileNo = act.fileNo();
        open.category = request.category();
        open.department = Department.owning(request.category());
        open.area = act.household().area().code();
        waitFor(open, Progress.LODGED.stage(), lodgedOn);
        applications.write(open);
        return open;
    }

    /** A step by whoever acts, the next one of its application, not written yet. */
    StepEntity step(
            Act act, ApplicationEntity application, List<StepEntity> before, Stage stage, StepResult result, LocalDate on) {
        StepEntity step = new StepEntity();
        step.applicationId = application.id;
        step.sequence = before.size() + 1;
        step.step = stage;
        step.result = result;
        step.decidedOn = on;
        step.clientId = act.caller().clientId();
        step.subject = act.caller().subject();
        step.level = act.who().level();
        step.department = act.who().department();
        step.area = act.who().area().code();
        step.recordedAt = act.at();
        return step;
    }

    /**
     * Writes a step.
     *
     * @param visit null where there is no record of a home visit
     */
    void write(StepEntity step, String opinion, VisitRecord visit) {
        step.opinion = vault.sealText(step.place("opinion"), opinion);
        step.visit = visit == null ? null : vault.sealText(step.place("visit"), text(visit));
        step.keyId = vault.keyId();
        applications.write(step);
    }

    /** Moves an application on, or closes it. */
    void advance(OpenApplicationEntity open, int steps, Progress progress, LocalDate on) {
        if (progress.stage() == null) {
            applications.close(open);
            return;
        }
        open.steps = steps;
        waitFor(open, progress.stage(), on);
        applications.flush();
    }

    private void waitFor(OpenApplicationEntity open, Stage stage, LocalDate since) {
        open.stage = stage;
        open.waitingSince = since;
        open.dueOn = dueDates.of(stage, since);
    }

    private String text(VisitRecord visit) {
        try {
            return json.writeValueAsString(visit);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a home-visit record could not be written", e);
        }
    }
}
