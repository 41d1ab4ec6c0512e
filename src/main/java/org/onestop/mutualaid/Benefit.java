package org.onestop.mutualaid;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.money.Money;

/**
 * A benefit as it stands (互助金).
 *
 * @param amount     above zero
 * @param step       how many events it has had
 * @param batch      the order that pays it, or did; null where there is none
 * @param approver   subject of who approved; null where nobody has
 * @param approvedOn null where nobody has
 * @param recovered  what the member has paid back
 */
record Benefit(
        UUID id,
        UUID settlement,
        UUID person,
        int term,
        LocalDate benefitDate,
        Money amount,
        OffsetDateTime openedAt,
        int step,
        BenefitState state,
        UUID batch,
        String approver,
        LocalDate approvedOn,
        Money recovered) {

    Money owed() {
        return amount.minus(recovered);
    }
}
