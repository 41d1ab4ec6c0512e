package org.onestop.audit;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.journal.Digest;

/**
 * A settlement that a correction would have changed, as it is written.
 *
 * @param direct         whether the settlement's day is one of the corrected days
 * @param kept           JSON, what was settled
 * @param wouldBe        JSON, what would be
 * @param fundDifference what the funds would pay less what they paid, in fen
 */
record Finding(
        UUID id,
        UUID settlement,
        UUID person,
        Correction correction,
        boolean direct,
        String kept,
        String wouldBe,
        long fundDifference,
        OffsetDateTime foundAt) {

    /** Tells one thing that would be of a settlement from another. */
    byte[] difference() {
        return Digest.sha256(bytes(wouldBe));
    }

    /**
     * The digest in the journal: SHA-256 over lines of {@code name=value}, in this order, each ended by a line feed, UTF-8;
     * a value that is not there is empty. The two documents enter as digests of their own.
     */
    byte[] recordDigest() {
        return Digest.sha256(bytes("record=FINDING.1"
                + "\nid=" + id
                + "\nkind=" + correction.kind()
                + "\nsettlementId=" + settlement
                + "\npersonId=" + person
                + "\nreason=" + correction.reason()
                + "\nobject=" + text(correction.object())
                + "\naffectedFrom=" + correction.from()
                + "\naffectedTo=" + text(correction.to())
                + "\ndirect=" + direct
                + "\nkept=" + Digest.text(Digest.sha256(bytes(kept)))
                + "\nwouldBe=" + Digest.text(Digest.sha256(bytes(wouldBe)))
                + "\nfundDifference=" + fundDifference
                + "\nfoundAt=" + foundAt.toInstant()
                + "\n"));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
