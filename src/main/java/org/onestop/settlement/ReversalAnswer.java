package org.onestop.settlement;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.bill.AccumulatorsView;
import org.onestop.bill.SplitView;
import org.onestop.money.Money;

/**
 * A reversal as answered, but for its digest, which is added at the end.
 *
 * @param split            the settlement's with every sign turned
 * @param accumulatorsAfter the person's year as it stands now
 */
record ReversalAnswer(
        UUID id,
        String status,
        UUID settlementId,
        String hospitalCode,
        String billNo,
        String reason,
        SplitView split,
        Money mutualAidExpected,
        AccumulatorsView accumulatorsAfter,
        OffsetDateTime reversedAt) {}
