package org.onestop.recomputation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.onestop.money.Money;
import org.onestop.recomputation.Recomputation.Progress;
import org.onestop.recomputation.Recomputation.State;
import org.onestop.settlement.StoredSelection;

/**
 * A job as callers see it; nothing of a citizen in it.
 *
 * @param ids                  how many settlements were named; null where periods select
 * @param findings             whether settlements that differ become findings; null for a draft
 * @param settlementsSelected  null while nobody knows
 * @param recordsDiffering     null for a draft
 * @param differences          null for a draft
 * @param settlementsPerSecond over all that it was worked on; null before it was
 * @param estimatedSecondsLeft null unless it runs
 * @param effects              of a draft that is done, group by group; null before and otherwise
 * @param incidentId           under which a failure stands in the log
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecomputationView(
        UUID id,
        Mode mode,
        State state,
        LocalDate settledFrom,
        LocalDate settledTo,
        LocalDate benefitFrom,
        LocalDate benefitTo,
        Integer ids,
        Boolean findings,
        Long settlementsSelected,
        long settlements,
        long people,
        Long recordsDiffering,
        Long differences,
        boolean cancelling,
        Long settlementsPerSecond,
        Long estimatedSecondsLeft,
        OffsetDateTime queuedAt,
        OffsetDateTime startedAt,
        OffsetDateTime endedAt,
        String incidentId,
        List<EffectView> effects) {

    private static final long SECOND = TimeUnit.SECONDS.toMillis(1);

    /**
     * What a draft does to a group of bills.
     *
     * @param key                 the group's: ALL, a scheme, category, class, hospital code or month; NONE for none
     * @param fundDifference      what the funds would pay more: what the change would cost
     * @param patientDifference   what patients would pay more
     * @param mutualAidDifference what the union would pay more
     */
    record EffectView(
            Dimension dimension,
            String key,
            long people,
            long better,
            long worse,
            long bills,
            long changed,
            long undecided,
            Money total,
            Payments paid,
            Payments would,
            Money fundDifference,
            Money patientDifference,
            Money mutualAidDifference) {

        static EffectView of(Effects.Group group, Effect effect) {
            return new EffectView(
                    group.dimension(),
                    group.key(),
                    effect.people(),
                    effect.better(),
                    effect.worse(),
                    effect.bills(),
                    effect.changed(),
                    effect.undecided(),
                    effect.total(),
                    effect.paid(),
                    effect.would(),
                    effect.would().fundTotal().minus(effect.paid().fundTotal()),
                    effect.would().patientPays().minus(effect.paid().patientPays()),
                    effect.would().mutualAid().minus(effect.paid().mutualAid()));
        }
    }

    /** A job without effects. */
    static RecomputationView of(Recomputation job) {
        return of(job, null);
    }

    /** A job, with a draft's effects where it is one and done. */
    static RecomputationView of(Recomputation job, EffectRows effects) {
        StoredSelection selection = job.request().selection();
        Progress progress = job.progress();
        boolean isDraft = job.request().mode() == Mode.DRAFT;
        return new RecomputationView(
                job.id(),
                job.request().mode(),
                progress.state(),
                selection.settledFrom(),
                selection.settledTo(),
                selection.benefitFrom(),
                selection.benefitTo(),
                selection.ids().isEmpty() ? null : selection.ids().size(),
                isDraft ? null : job.request().findings(),
                progress.selected(),
                progress.settlements(),
                progress.people(),
                isDraft ? null : progress.differing(),
                isDraft ? null : progress.differences(),
                progress.cancelling(),
                progress.busyMillis() == 0 ? null : progress.settlements() * SECOND / progress.busyMillis(),
                secondsLeft(progress),
                job.queuedAt(),
                progress.startedAt(),
                progress.endedAt(),
                progress.incident(),
                effects != null && isDraft && progress.state() == State.DONE ? effects(effects.read(job.id())) : null);
    }

    private static Long secondsLeft(Progress progress) {
        if (progress.state() != State.RUNNING || progress.selected() == null || progress.settlements() == 0) {
            return null;
        }
        long left = progress.selected() - progress.settlements();
        return Math.max(0, left) * progress.busyMillis() / progress.settlements() / SECOND;
    }

    private static List<EffectView> effects(Effects effects) {
        return effects.groups().entrySet().stream()
                .map(each -> EffectView.of(each.getKey(), each.getValue()))
                .toList();
    }
}
