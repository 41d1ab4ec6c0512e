package org.onestop.mutualaid;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.money.Money;

/**
 * A payment as callers see it.
 *
 * @param named        whether the payer said for whom
 * @param members      how many were paid as it came in
 * @param suspense     what of it went into suspense as it came in
 * @param suspenseLeft what of that has neither been allotted nor refunded
 */
record ContributionView(
        UUID contributionId,
        String receiptNo,
        String unitCode,
        int term,
        Money amount,
        LocalDate receivedOn,
        String bankReference,
        String payer,
        boolean named,
        Matching.Outcome outcome,
        int members,
        Money matched,
        Money suspense,
        Money suspenseLeft,
        OffsetDateTime recordedAt) {

    static ContributionView of(ContributionRows.Row row) {
        return new ContributionView(
                row.id(),
                row.receiptNo(),
                row.unit(),
                row.term(),
                row.amount(),
                row.receivedOn(),
                row.bankReference(),
                row.payer(),
                row.named(),
                row.outcome(),
                row.members(),
                row.matched(),
                row.suspense(),
                row.suspenseLeft(),
                row.recordedAt());
    }
}
