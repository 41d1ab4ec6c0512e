package org.onestop.settlement;

import java.time.Instant;
import java.util.UUID;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.Split;
import org.onestop.money.Money;

/**
 * A settlement as it was read from the store.
 *
 * @param movement what it added to the person's year
 * @param answer   without the patient's identity and the record's digest; null beyond what a page may weigh
 * @param reversal what undid it; null while it stands
 */
record StoredSettlement(
        UUID id,
        UUID personId,
        int identityRevision,
        int year,
        int sequence,
        String hospitalCode,
        String billNo,
        Scheme scheme,
        Split split,
        Money mutualAidExpected,
        Movement movement,
        byte[] answer,
        Instant settledAt,
        byte[] digest,
        UUID reversal) {

    boolean stands() {
        return reversal == null;
    }
}
