package org.onestop.settlement;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.Split;
import org.onestop.money.Money;

/**
 * A settlement as it is written, all at once.
 *
 * @param expectedVersion of the person's year that the rule started from; it must still be so
 * @param fileNo          of the household; null where the person belongs to none
 * @param category        the hardship label used; null where there is none
 * @param assistanceClass null where none applies
 * @param input           what the rule was given, as {@link InputWriter} writes it
 * @param answer          the answer without the patient's identity and the record's digest
 */
record SettlementRecord(
        UUID id,
        UUID personId,
        int identityRevision,
        int expectedVersion,
        SettleRequest request,
        Scheme scheme,
        String fileNo,
        String category,
        Integer assistanceClass,
        Split split,
        Money mutualAidExpected,
        Movement movement,
        byte[] policySet,
        byte[] input,
        byte[] answer,
        OffsetDateTime settledAt,
        byte[] digest) {

    int sequence() {
        return expectedVersion + 1;
    }
}
