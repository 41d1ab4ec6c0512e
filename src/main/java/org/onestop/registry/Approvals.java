package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.journal.RecordIds;
import org.onestop.journal.Records;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** An approval opens the effective period of a category (认定生效). */
@ApplicationScoped
class Approvals {

    private static final String RECORD = "APPROVAL";

    private final Memberships memberships;
    private final Categories categories;
    private final DueDates dueDates;
    private final EventDays days;
    private final FileChanges changes;
    private final Records records;

    Approvals(
            Memberships memberships,
            Categories categories,
            DueDates dueDates,
            EventDays days,
            FileChanges changes,
            Records records) {
        this.memberships = memberships;
        this.categories = categories;
        this.dueDates = dueDates;
        this.days = days;
        this.changes = changes;
        this.records = records;
    }

    /** What an approval grants, and when that is to be looked at again. */
    record Approval(CategoryPeriod period, LocalDate reviewDueOn) {}

    /**
     * What a request asks to be granted, judged by itself and by what the household holds.
     *
     * @throws org.onestop.refusal.RefusedException dates-out-of-order, date-in-future, grade-mismatch,
     *     household-without-members
     */
    Approval judged(Act act, ApplicationEntity application, TakeStep request, LocalDate decidedOn) {
        LocalDate from = days.past(
                "/effectiveFrom",
                request.effectiveFrom() == null ? decidedOn : request.effectiveFrom(),
                application.lodgedOn);
        EventDays.inOrder("/effectiveTo", from, request.effectiveTo());
        LocalDate review = request.nextReviewOn() == null ? dueDates.nextReview(decidedOn) : request.nextReviewOn();
        EventDays.inOrder("/nextReviewOn", decidedOn.plusDays(1), review);
        HardshipCategory category = application.category;
        WorkerGrade grade = request.grade() == null ? application.grade : request.grade();
        LodgeApplication.requireGrade(category, grade);
        if (memberships.persons(act.fileNo(), from, from).isEmpty()) {
            throw Refusal.of(RefusalCode.HOUSEHOLD_WITHOUT_MEMBERS).asException();
        }
        return new Approval(
                new CategoryPeriod(category, grade, Department.owning(category), from, request.effectiveTo()), review);
    }

    /**
     * Grants it.
     *
     * @return the lasting name of what was granted
     * @throws org.onestop.refusal.RefusedException category-in-force
     */
    UUID grant(Act act, ApplicationEntity application, StepEntity step, Approval approval) {
        CategoryPeriod period = approval.period();
        if (categories.isHeld(act.fileNo(), period)) {
            throw Refusal.of(RefusalCode.CATEGORY_IN_FORCE).asException();
        }
        UUID id = RecordIds.next(act.at().toInstant().toEpochMilli());
        Categories.Row row = new Categories.Row(
                0, id, act.fileNo(), period, application.id, null, approval.reviewDueOn());
        categories.write(row, act.at());
        records.append(RECORD, application.id, ApprovalDigest.of(row, step), act.caller().clientId());
        changes.record(
                act,
                new FileChanges.Happening(
                        ChangeKind.CATEGORY_APPROVED, null, period.approvedBy(), period.from(), period.to(), facts(row)));
        List<UUID> persons = memberships.persons(act.fileNo(), period.from(), period.to());
        changes.corrected(act, persons, period.from(), period.to(), ChangeKind.CATEGORY_APPROVED);
        return id;
    }

    private static Map<String, Object> facts(Categories.Row row) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("categoryId", row.id());
        facts.put("applicationId", row.applicationId());
        facts.put("category", row.period().category());
        if (row.period().grade() != null) {
            facts.put("grade", row.period().grade());
        }
        facts.put("reviewDueOn", row.reviewDueOn());
        return facts;
    }
}
