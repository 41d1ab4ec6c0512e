package org.onestop.registry;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Until when something must be done: a stage of an application, the next review of a category. */
@ApplicationScoped
class DueDates {

    private final Deadlines deadlines;
    private final Period reviewEvery;
    private final WorkingDays workingDays;

    DueDates(
            Deadlines deadlines,
            @ConfigProperty(name = "onestop.registry.review-every") Period reviewEvery,
            WorkingDays workingDays) {
        this.deadlines = deadlines;
        this.reviewEvery = reviewEvery;
        this.workingDays = workingDays;
    }

    /** A deadline that leaves no day is a mistake, and better told at the start than by every file. */
    void check(@Observes StartupEvent started) {
        for (Stage stage : Stage.values()) {
            if (deadlines.of(stage) < 1) {
                String name = stage == Stage.LODGING ? "resubmission" : stage.name().toLowerCase(Locale.ROOT);
                throw new IllegalStateException("拒绝启动 refused to start: onestop.registry.deadline." + name
                        + " 须为正数 must be positive, is " + deadlines.of(stage));
            }
        }
        if (reviewEvery.isNegative() || reviewEvery.isZero()) {
            throw new IllegalStateException("拒绝启动 refused to start: onestop.registry.review-every"
                    + " 须为正数 must be positive, is " + reviewEvery);
        }
    }

    /** The last day for a stage that waits since a day. */
    LocalDate of(Stage stage, LocalDate since) {
        return workingDays.after(since, deadlines.of(stage));
    }

    /** When a category is to be reviewed that was looked at on a day. */
    LocalDate nextReview(LocalDate lookedAt) {
        return lookedAt.plus(reviewEvery);
    }
}
