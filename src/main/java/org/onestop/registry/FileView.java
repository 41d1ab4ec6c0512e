package org.onestop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.onestop.access.Registrar;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;

/**
 * A household's file as it was on a day and as the register knew it at a moment, as far as the reader needs to know it: what
 * is withheld is null. See {@link NeedToKnow}.
 *
 * @param area          the community where it lived
 * @param residentSince first day there
 */
public record FileView(
        String fileNo,
        LocalDate asOf,
        OffsetDateTime knownAt,
        HouseholdState state,
        String area,
        LocalDate residentSince,
        List<Member> members,
        List<Category> categories,
        List<Application> applications,
        List<Review> reviews,
        List<Exit> exits,
        List<Correction> corrections) {

    /**
     * Who belonged to the household on the day.
     *
     * @param idNumber     in full or masked
     * @param name         in full or masked
     * @param seriouslyIll null where withheld
     * @param to           null while it is open
     */
    public record Member(
            UUID memberId,
            String idNumber,
            String name,
            Relation relation,
            Boolean seriouslyIll,
            LocalDate from,
            LocalDate to) {}

    /**
     * A category that the household held on the day or before.
     *
     * @param grade         null but for WORKER
     * @param to            null while it is open
     * @param inForce       whether it held it on the day
     * @param endedBecause  null where nothing ended it before its time
     * @param reviewDueOn   null where none is due
     * @param applicationId null where it was brought by other means
     */
    public record Category(
            UUID id,
            HardshipCategory category,
            WorkerGrade grade,
            Department approvedBy,
            LocalDate from,
            LocalDate to,
            boolean inForce,
            Categories.EndReason endedBecause,
            LocalDate reviewDueOn,
            UUID applicationId) {}

    /**
     * An application lodged until the day.
     *
     * @param statement null where withheld
     * @param stage     what it waited for; null where it waited no more
     * @param steps     null where withheld
     */
    record Application(
            UUID id,
            HardshipCategory category,
            WorkerGrade grade,
            LocalDate lodgedOn,
            String lodgedBy,
            String statement,
            ApplicationState state,
            Stage stage,
            List<Step> steps) {}

    /**
     * A step taken until the day.
     *
     * @param returnTo      null but for a return
     * @param visitRecord   null where there is none, or it is withheld
     * @param effectiveFrom null but for an approval
     * @param effectiveTo   null where an approval names no end
     * @param department    null below county level
     */
    record Step(
            int sequence,
            Stage step,
            StepResult result,
            ReturnTarget returnTo,
            String opinion,
            JsonNode visitRecord,
            LocalDate decidedOn,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            String subject,
            Registrar.Level level,
            String department,
            OffsetDateTime recordedAt) {}

    /** A review held until the day; {@code nextReviewOn} is null where it ended the category. */
    record Review(
            UUID id,
            UUID categoryId,
            LocalDate reviewedOn,
            ReviewResult result,
            String opinion,
            LocalDate nextReviewOn,
            String subject,
            OffsetDateTime recordedAt) {}

    /** An exit whose last day has come by the day. */
    record Exit(UUID categoryId, LocalDate lastDay, String reason, String subject, OffsetDateTime recordedAt) {}

    /** Something that was recorded wrongly of somebody of the household and was put right; {@code person} is a random id. */
    record Correction(
            CorrectionReasons.Kind kind, UUID person, String reason, String subject, OffsetDateTime recordedAt) {}
}
