package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.idempotency.Commands;
import org.onestop.journal.RecordIds;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** What becomes of a category that a household holds: it is reviewed, and it ends (复核、退出). Its own department says so. */
@ApplicationScoped
class CategoryCourse {

    private final Households households;
    private final Categories categories;
    private final Memberships memberships;
    private final ReviewWriter writer;
    private final FileChanges changes;
    private final EventDays days;

    CategoryCourse(
            Households households,
            Categories categories,
            Memberships memberships,
            ReviewWriter writer,
            FileChanges changes,
            EventDays days) {
        this.households = households;
        this.categories = categories;
        this.memberships = memberships;
        this.writer = writer;
        this.changes = changes;
        this.days = days;
    }

    /** What is answered of an exit. */
    record Exited(UUID categoryId, LocalDate lastDay) {}

    /** What is answered of a review; one of the two days is null. */
    record Reviewed(UUID id, UUID categoryId, ReviewResult result, LocalDate nextReviewOn, LocalDate lastDay) {}

    /**
     * Ends a category.
     *
     * @throws org.onestop.refusal.RefusedException level-mismatch, household-not-found, category-not-found,
     *     department-mismatch, dates-out-of-order, date-in-future, category-ended
     */
    Commands.Made exit(Caller caller, String fileNo, String category, ExitCategory request) {
        Act act = takenByCounty(caller, fileNo);
        Categories.Row row = found(act, category);
        LocalDate lastDay = days.past("/lastDay", request.lastDay(), row.period().from());
        refuseIfOver(row, lastDay);
        writer.exit(act, row, lastDay, request.reason());
        end(act, row, lastDay, Categories.EndReason.EXIT);
        return Commands.Made.created(Household.link(fileNo), new Exited(row.id(), lastDay));
    }

    /**
     * Reviews a category, which goes on or ends.
     *
     * @throws org.onestop.refusal.RefusedException level-mismatch, household-not-found, category-not-found,
     *     department-mismatch, dates-out-of-order, date-in-future, category-ended
     */
    Commands.Made review(Caller caller, String fileNo, String category, ReviewCategory request) {
        Act act = takenByCounty(caller, fileNo);
        Categories.Row row = found(act, category);
        LocalDate reviewedOn =
                days.past("/reviewedOn", request.reviewedOn(), row.period().from());
        boolean ends = request.result() == ReviewResult.END;
        LocalDate lastDay = ends
                ? days.past("/lastDay", request.lastDay() == null ? reviewedOn : request.lastDay(), row.period().from())
                : null;
        LocalDate next = ends ? null : writer.nextReview(reviewedOn, request.nextReviewOn());
        refuseIfOver(row, ends ? lastDay : reviewedOn);
        UUID id = RecordIds.next(act.at().toInstant().toEpochMilli());
        writer.review(act, row, id, request, reviewedOn, next);
        record(act, row, id, request.result(), reviewedOn, next);
        if (ends) {
            end(act, row, lastDay, Categories.EndReason.REVIEW);
        } else {
            categories.replace(row, row.reviewedNextOn(next), act.at());
        }
        return Commands.Made.created(
                Household.link(fileNo), new Reviewed(id, row.id(), request.result(), next, lastDay));
    }

    private Act takenByCounty(Caller caller, String fileNo) {
        if (caller.requireRegistrar().level() != Registrar.Level.COUNTY) {
            throw Refusal.of(RefusalCode.LEVEL_MISMATCH).asException();
        }
        return households.taken(caller, fileNo);
    }

    private Categories.Row found(Act act, String category) {
        Categories.Row row = PathId.read(category)
                .flatMap(id -> categories.find(act.fileNo(), id))
                .orElseThrow(() -> Refusal.of(RefusalCode.CATEGORY_NOT_FOUND).asException());
        Applications.requireOwnerAtCounty(act.who(), row.period().approvedBy());
        return row;
    }

    /** What an approval has limited may still be ended sooner; what was ended once stays so. */
    private static void refuseIfOver(Categories.Row row, LocalDate day) {
        if (row.isOver(day)) {
            throw Refusal.of(RefusalCode.CATEGORY_ENDED).asException();
        }
    }

    private void end(Act act, Categories.Row row, LocalDate lastDay, Categories.EndReason because) {
        categories.replace(row, row.endingOn(lastDay, because), act.at());
        CategoryPeriod period = row.period();
        changes.record(
                act,
                new FileChanges.Happening(
                        ChangeKind.CATEGORY_EXITED,
                        null,
                        period.approvedBy(),
                        period.from(),
                        lastDay,
                        Map.of("categoryId", row.id(), "category", period.category(), "because", because)));
        LocalDate first = lastDay.plusDays(1);
        changes.corrected(
                act,
                memberships.persons(act.fileNo(), first, period.to()),
                first,
                period.to(),
                ChangeKind.CATEGORY_EXITED);
    }

    private void record(
            Act act, Categories.Row row, UUID id, ReviewResult result, LocalDate reviewedOn, LocalDate next) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("reviewId", id);
        facts.put("categoryId", row.id());
        facts.put("category", row.period().category());
        facts.put("result", result);
        if (next != null) {
            facts.put("nextReviewOn", next);
        }
        changes.record(
                act,
                new FileChanges.Happening(
                        ChangeKind.CATEGORY_REVIEWED, null, row.period().approvedBy(), reviewedOn, null, facts));
    }
}
