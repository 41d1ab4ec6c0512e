package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.money.Money;

/**
 * A finding as answered; the person is a random id.
 *
 * @param state           its last one
 * @param object          what was corrected; null where it is the person's insurance
 * @param affectedTo      null where the correction has no end
 * @param settlementState STANDING, or REVERSED
 * @param direct          whether the settlement's day is one of the corrected days
 * @param fundDifference  what the funds would pay less what they paid
 * @param kept            what was settled
 * @param wouldBe         what would be
 */
record FindingView(
        UUID id,
        FindingKind kind,
        FindingState state,
        String reason,
        String object,
        LocalDate affectedFrom,
        LocalDate affectedTo,
        UUID settlementId,
        String settlementState,
        String hospitalCode,
        LocalDate benefitDate,
        UUID personId,
        boolean direct,
        Money fundDifference,
        OffsetDateTime foundAt,
        @JsonRawValue String kept,
        @JsonRawValue String wouldBe) {}
