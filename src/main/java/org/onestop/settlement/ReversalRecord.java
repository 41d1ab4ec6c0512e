package org.onestop.settlement;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.adjudication.Split;

/**
 * A reversal as it is written: the stored settlement with every amount's sign turned.
 *
 * @param settlement  what it undoes
 * @param sequence    the version of the person's year that it makes
 * @param key         idempotency key; null where a withdrawal asked for it
 * @param fingerprint null where a withdrawal asked for it
 * @param answer      the answer without the record's digest
 */
record ReversalRecord(
        UUID id,
        StoredSettlement settlement,
        int sequence,
        String clientId,
        String key,
        byte[] fingerprint,
        String reason,
        byte[] answer,
        OffsetDateTime reversedAt,
        byte[] digest) {

    Split split() {
        return negated(settlement.split());
    }

    Movement movement() {
        return settlement.movement().negated();
    }

    static Split negated(Split split) {
        return new Split(
                split.total().negated(),
                split.ownPay().negated(),
                split.overCeiling().negated(),
                split.firstPay().negated(),
                split.inScope().negated(),
                split.basic().negated(),
                split.criticalIllness().negated(),
                split.medicalAssistance().negated(),
                split.tiltAid().negated(),
                split.patientPays().negated());
    }
}
