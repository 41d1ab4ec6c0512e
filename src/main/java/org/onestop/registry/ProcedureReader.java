package org.onestop.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onestop.time.BusinessClock;

/** Reads how a household's categories were judged, as of a day and a moment and as far as the reader needs to know. */
@ApplicationScoped
class ProcedureReader {

    private final ApplicationRepository applications;
    private final ReviewRepository reviews;
    private final CorrectionReasons corrections;
    private final IdentityVault vault;
    private final ObjectMapper json;

    ProcedureReader(
            ApplicationRepository applications,
            ReviewRepository reviews,
            CorrectionReasons corrections,
            IdentityVault vault,
            ObjectMapper json) {
        this.applications = applications;
        this.reviews = reviews;
        this.corrections = corrections;
        this.vault = vault;
        this.json = json;
    }

    /** The applications lodged until the day, with the steps taken until then. */
    List<FileView.Application> applications(String fileNo, AsOf asOf, NeedToKnow sight) {
        return applications.of(fileNo).stream()
                .filter(each -> asOf.includes(each.lodgedOn, each.recordedAt))
                .map(each -> application(each, asOf, sight))
                .toList();
    }

    private FileView.Application application(ApplicationEntity application, AsOf asOf, NeedToKnow sight) {
        List<StepEntity> steps = applications.steps(application.id).stream()
                .filter(each -> asOf.includes(each.decidedOn, each.recordedAt))
                .toList();
        Progress progress = Progress.LODGED;
        for (StepEntity step : steps) {
            progress = Progress.after(step.step, step.result, step.returnTo);
        }
        Department owner = Department.owning(application.category);
        boolean seen = sight.sees(NeedToKnow.Part.PROCEDURE, owner);
        boolean visitSeen = sight.sees(NeedToKnow.Part.VISIT, owner);
        return new FileView.Application(
                application.id,
                application.category,
                application.grade,
                application.lodgedOn,
                application.subject,
                seen ? vault.openText(application.statementPlace(), application.statement, application.keyId) : null,
                progress.state(),
                progress.stage(),
                seen ? steps.stream().map(each -> step(each, visitSeen)).toList() : null);
    }

    private FileView.Step step(StepEntity step, boolean visitSeen) {
        return new FileView.Step(
                step.sequence,
                step.step,
                step.result,
                step.returnTo,
                vault.openText(step.place("opinion"), step.opinion, step.keyId),
                visitSeen && step.visit != null ? visit(step) : null,
                step.decidedOn,
                step.effectiveFrom,
                step.effectiveTo,
                step.subject,
                step.level,
                step.department,
                BusinessClock.at(step.recordedAt.toInstant()));
    }

    private JsonNode visit(StepEntity step) {
        try {
            return json.readTree(vault.openText(step.place("visit"), step.visit, step.keyId));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a home-visit record could not be read", e);
        }
    }

    /** The reviews held until the day, of those categories whose judging the reader may see. */
    List<FileView.Review> reviews(
            String fileNo, AsOf asOf, NeedToKnow sight, List<Categories.Row> categories) {
        Map<UUID, Department> seen = seen(sight, categories);
        return reviews.of(fileNo).stream()
                .filter(each -> seen.containsKey(each.categoryId))
                .filter(each -> asOf.includes(each.reviewedOn, each.recordedAt))
                .map(each -> new FileView.Review(
                        each.id,
                        each.categoryId,
                        each.reviewedOn,
                        each.result,
                        vault.openText(each.opinionPlace(), each.opinion, each.keyId),
                        each.nextReviewOn,
                        each.subject,
                        BusinessClock.at(each.recordedAt.toInstant())))
                .toList();
    }

    /** The exits whose last day has come by the day, of those categories whose judging the reader may see. */
    List<FileView.Exit> exits(String fileNo, AsOf asOf, NeedToKnow sight, List<Categories.Row> categories) {
        Map<UUID, Department> seen = seen(sight, categories);
        return reviews.exits(fileNo).stream()
                .filter(each -> seen.containsKey(each.categoryId))
                .filter(each -> asOf.includes(each.lastDay, each.recordedAt))
                .map(each -> new FileView.Exit(
                        each.categoryId,
                        each.lastDay,
                        vault.openText(each.reasonPlace(), each.reason, each.keyId),
                        each.subject,
                        BusinessClock.at(each.recordedAt.toInstant())))
                .toList();
    }

    /**
     * What was put right until the moment, whatever the day; none where the reader need not know.
     *
     * @param concerned departments whose categories the household holds or asked for
     */
    List<FileView.Correction> corrections(String fileNo, AsOf asOf, NeedToKnow sight, Set<Department> concerned) {
        if (!sight.sees(NeedToKnow.Part.PROCEDURE, concerned)) {
            return List.of();
        }
        return corrections.of(fileNo, asOf.known()).stream()
                .map(each -> new FileView.Correction(
                        each.kind(),
                        each.person(),
                        each.reason(),
                        each.subject(),
                        BusinessClock.at(each.recordedAt().toInstant())))
                .toList();
    }

    private static Map<UUID, Department> seen(NeedToKnow sight, List<Categories.Row> categories) {
        return categories.stream()
                .filter(each -> sight.sees(NeedToKnow.Part.PROCEDURE, each.period().approvedBy()))
                .collect(Collectors.toMap(
                        Categories.Row::id, each -> each.period().approvedBy(), (first, second) -> first));
    }
}
