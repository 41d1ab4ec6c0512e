package org.onestop.mutualaid;

import java.time.LocalDate;
import java.util.UUID;
import org.onestop.money.Money;

/**
 * Something that happened to a benefit.
 *
 * @param state         how it stands since
 * @param amount        of a repayment alone; else null
 * @param batch         the order that it is part of; null where none is
 * @param bankReference the bank's own number; null where it is not the bank's, or the bank gave none
 * @param reason        null where none is given
 */
record BenefitEvent(
        Kind kind,
        BenefitState state,
        LocalDate happenedOn,
        Money amount,
        UUID batch,
        String bankReference,
        String reason) {

    /** What can happen. */
    enum Kind {
        APPROVED,
        REJECTED,
        /** It became part of an order to the bank. */
        ORDERED,
        PAID,
        /** The bank could not pay. */
        FAILED,
        /** The settlement behind it was undone. */
        REVERSED,
        /** The member paid back. */
        REPAID
    }

    static BenefitEvent approved(LocalDate on, String note) {
        return new BenefitEvent(Kind.APPROVED, BenefitState.APPROVED, on, null, null, null, note);
    }

    static BenefitEvent rejected(LocalDate on, String reason) {
        return new BenefitEvent(Kind.REJECTED, BenefitState.REJECTED, on, null, null, null, reason);
    }

    static BenefitEvent ordered(LocalDate on, UUID batch) {
        return new BenefitEvent(Kind.ORDERED, BenefitState.ORDERED, on, null, batch, null, null);
    }

    static BenefitEvent paid(BenefitState state, LocalDate on, UUID batch, String bankReference) {
        return new BenefitEvent(Kind.PAID, state, on, null, batch, bankReference, null);
    }

    static BenefitEvent failed(BenefitState state, LocalDate on, UUID batch, String reason) {
        return new BenefitEvent(Kind.FAILED, state, on, null, batch, null, reason);
    }

    static BenefitEvent reversed(BenefitState state, LocalDate on, UUID batch, String reason) {
        return new BenefitEvent(Kind.REVERSED, state, on, null, batch, null, reason);
    }

    static BenefitEvent repaid(BenefitState state, LocalDate on, Money amount, String bankReference) {
        return new BenefitEvent(Kind.REPAID, state, on, amount, null, bankReference, null);
    }
}
