package org.onestop.settlement;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.journal.Digest;

/**
 * The digest of a settlement or a reversal: SHA-256 over lines of {@code name=value}, in this order, each ended by a
 * line feed, UTF-8. The two documents enter as digests of their own. A citizen enters only as a random person id.
 */
final class RecordDigest {

    private RecordDigest() {}

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
        return digest("record=SETTLEMENT.1"
                + "\nid=" + id
                + "\npersonId=" + personId
                + "\nidentityRevision=" + identityRevision
                + "\nyear=" + request.year()
                + "\nsequence=" + sequence
                + "\nclientId=" + request.clientId()
                + "\nhospitalCode=" + request.bill().hospitalCode()
                + "\nbillNo=" + request.bill().billNo()
                + "\nsettledAt=" + settledAt.toInstant()
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
