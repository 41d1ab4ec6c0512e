package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import org.onestop.journal.RecordIds;

/** Writes reviews and exits, with what people wrote sealed. */
@ApplicationScoped
class ReviewWriter {

    private final ReviewRepository reviews;
    private final IdentityVault vault;
    private final DueDates dueDates;

    ReviewWriter(ReviewRepository reviews, IdentityVault vault, DueDates dueDates) {
        this.reviews = reviews;
        this.vault = vault;
        this.dueDates = dueDates;
    }

    /**
     * The day of the next review.
     *
     * @param wanted null means as configured
     * @throws org.onestop.refusal.RefusedException dates-out-of-order
     */
    LocalDate nextReview(LocalDate reviewedOn, LocalDate wanted) {
        EventDays.inOrder("/nextReviewOn", reviewedOn.plusDays(1), wanted);
        return wanted == null ? dueDates.nextReview(reviewedOn) : wanted;
    }

    /**
     * Writes a review.
     *
     * @param next null where the category ends
     */
    void review(
            Act act, Categories.Row category, UUID id, ReviewCategory request, LocalDate reviewedOn, LocalDate next) {
        ReviewEntity review = new ReviewEntity();
        review.id = id;
        review.categoryId = category.id();
        review.fileNo = act.fileNo();
        review.reviewedOn = reviewedOn;
        review.result = request.result();
        review.opinion = vault.sealText(review.opinionPlace(), request.opinion());
        review.keyId = vault.keyId();
        review.nextReviewOn = next;
        review.clientId = act.caller().clientId();
        review.subject = act.caller().subject();
        review.recordedAt = act.at();
        reviews.write(review);
    }

    /** Writes an exit. */
    void exit(Act act, Categories.Row category, LocalDate lastDay, String reason) {
        ExitEntity exit = new ExitEntity();
        exit.id = RecordIds.next(act.at().toInstant().toEpochMilli());
        exit.categoryId = category.id();
        exit.fileNo = act.fileNo();
        exit.lastDay = lastDay;
        exit.reason = vault.sealText(exit.reasonPlace(), reason);
        exit.keyId = vault.keyId();
        exit.clientId = act.caller().clientId();
        exit.subject = act.caller().subject();
        exit.recordedAt = act.at();
        reviews.write(exit);
    }
}
