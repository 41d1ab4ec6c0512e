package org.onestop.mutualaid;

import java.time.LocalDate;
import org.onestop.http.Fields;

/**
 * Money that goes back, as it stands on the bank's statement.
 *
 * @param bankReference the bank's own number of it
 */
record Refund(LocalDate refundedOn, String bankReference, Why reason) {

    private static final int REFERENCE = 64;

    /** Why money goes back. */
    enum Why {
        /** More was paid than was due. */
        OVERPAID,
        /** It was paid for somebody who is no member. */
        NOT_A_MEMBER,
        /** The member left. */
        LEFT,
        /** It was not meant for the fund. */
        PAID_BY_MISTAKE
    }

    static Refund read(Fields fields) {
        return new Refund(
                fields.date("refundedOn"), fields.text("bankReference", REFERENCE), fields.choice("reason", Why.class));
    }
}
