package org.onestop.settlement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.journal.Digest;

/**
 * The digest of a settlement or a reversal: SHA-256 over lines of {@code name=value}, in this order, each ended by a
 * line feed, UTF-8. The two documents enter as digests of their own. A citizen enters only as a random person id.
 */
final class RecordDigest {

    private RecordDigest() {}

    /** Whose settlement it is, which, and when. */
    record Place(
            UUID id,
            UUID personId,
            int identityRevision,
            int year,
            int sequence,
            String clientId,
            String hospitalCode,
            String billNo,
            Instant settledAt) {}

    static byte[] ofSettlement(
            UUID id,
            UUID personId,
            int identityRevision,
            int sequence,
            SettleRequest request,
            OffsetDateTime settledAt,
            byte[] policySet,
            byte[] input,
            byte[] answer) {
        Place place = new Place(
                id,
                personId,
                identityRevision,
                request.year(),
                sequence,
                request.clientId(),
                request.bill().hospitalCode(),
                request.bill().billNo(),
                settledAt.toInstant());
        return ofSettlement(place, policySet, input, answer);
    }

    /** As above, of a settlement that is stored. */
    static byte[] ofSettlement(Place place, byte[] policySet, byte[] input, byte[] answer) {
        return digest("record=SETTLEMENT.1"
                + "\nid=" + place.id()
                + "\npersonId=" + place.personId()
                + "\nidentityRevision=" + place.identityRevision()
                + "\nyear=" + place.year()
                + "\nsequence=" + place.sequence()
                + "\nclientId=" + place.clientId()
                + "\nhospitalCode=" + place.hospitalCode()
                + "\nbillNo=" + place.billNo()
                + "\nsettledAt=" + place.settledAt()
                + "\npolicySet=" + Digest.text(policySet)
                + "\ninput=" + Digest.text(Digest.sha256(input))
                + "\nanswer=" + Digest.text(Digest.sha256(answer))
                + "\n");
    }

    static byte[] ofReversal(
            UUID id, StoredSettlement settlement, int sequence, String clientId, OffsetDateTime reversedAt, byte[] answer) {
        return digest("record=REVERSAL.1"
                + "\nid=" + id
                + "\nsettlement=" + settlement.id()
                + "\nsettlementDigest=" + Digest.text(settlement.digest())
                + "\npersonId=" + settlement.personId()
                + "\nyear=" + settlement.year()
                + "\nsequence=" + sequence
                + "\nclientId=" + clientId
                + "\nhospitalCode=" + settlement.hospitalCode()
                + "\nreversedAt=" + reversedAt.toInstant()
                + "\nanswer=" + Digest.text(Digest.sha256(answer))
                + "\n");
    }

    private static byte[] digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
