package org.onestop.mutualaid;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.money.Money;
import org.onestop.registry.PersonRoll;

/**
 * A benefit as callers see it, its person masked.
 *
 * @param unitCode   through which the person is a member now; null where the membership is gone
 * @param approvedOn null where nobody has approved
 * @param batchId    the order that pays it, or did; null where there is none
 * @param recovered  what the member has paid back of it
 */
record BenefitView(
        UUID benefitId,
        UUID settlementId,
        int term,
        String unitCode,
        PersonRoll.Masked person,
        LocalDate benefitDate,
        Money amount,
        BenefitState state,
        OffsetDateTime openedAt,
        LocalDate approvedOn,
        UUID batchId,
        Money recovered) {

    static BenefitView of(Benefit benefit, String unit, PersonRoll.Masked person) {
        return new BenefitView(
                benefit.id(),
                benefit.settlement(),
                benefit.term(),
                unit,
                person,
                benefit.benefitDate(),
                benefit.amount(),
                benefit.state(),
                benefit.openedAt(),
                benefit.approvedOn(),
                benefit.batch(),
                benefit.recovered());
    }
}
