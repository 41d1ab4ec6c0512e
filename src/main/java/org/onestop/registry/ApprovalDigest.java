package org.onestop.registry;

import java.nio.charset.StandardCharsets;
import org.onestop.journal.Digest;

/**
 * The digest of an approval: SHA-256 over lines of {@code name=value}, in this order, each ended by a line feed, UTF-8; a
 * value that is not there is empty. The opinion enters as a digest of its sealed form, so that whoever proves the record
 * needs no key.
 */
final class ApprovalDigest {

    private ApprovalDigest() {}

    static byte[] of(Categories.Row category, StepEntity step) {
        CategoryPeriod period = category.period();
        String text = "record=APPROVAL.1"
                + "\napplicationId=" + step.applicationId
                + "\nsequence=" + step.sequence
                + "\nfileNo=" + category.fileNo()
                + "\ncategoryId=" + category.id()
                + "\ncategory=" + period.category()
                + "\ngrade=" + (period.grade() == null ? "" : period.grade())
                + "\napprovedBy=" + period.approvedBy()
                + "\neffectiveFrom=" + period.from()
                + "\neffectiveTo=" + (period.to() == null ? "" : period.to())
                + "\ndecidedOn=" + step.decidedOn
                + "\narea=" + step.area
                + "\nsubject=" + step.subject
                + "\nclientId=" + step.clientId
                + "\nrecordedAt=" + step.recordedAt.toInstant()
                + "\nopinion=" + Digest.text(Digest.sha256(step.opinion))
                + "\n";
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
