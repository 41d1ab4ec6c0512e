package org.onestop.settlement;

import org.onestop.bill.ReceivedBill;

/**
 * A hospital's request to settle, or to preview.
 *
 * @param clientId    who asks
 * @param key         idempotency key; null for a preview
 * @param fingerprint of the request; null for a preview
 */
record SettleRequest(String clientId, String key, byte[] fingerprint, ReceivedBill bill) {

    int year() {
        return bill.benefitDate().getYear();
    }
}
