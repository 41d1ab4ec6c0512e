package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.money.Money;

/**
 * A finding as the auditor gets it; the person is a random id.
 *
 * @param state           its last one
 * @param assignee        null where nobody sees to it
 * @param settlementId    what it is about, or the last of several; null where it is about none
 * @param settlementState STANDING, or REVERSED; null without a settlement
 * @param hospitalCode    null where it is of none
 * @param benefitDate     null without a settlement
 * @param personId        null where it is not about one
 * @param fileNo          of a household as such; else null
 * @param settlements     JSON, all that it is about
 * @param correction      null unless a correction made it
 * @param rule            null unless a rule did
 */
record FindingView(
        UUID id,
        FindingKind kind,
        FindingState state,
        String assignee,
        UUID settlementId,
        String settlementState,
        String hospitalCode,
        LocalDate benefitDate,
        UUID personId,
        String fileNo,
        OffsetDateTime foundAt,
        @JsonRawValue String settlements,
        @JsonUnwrapped CorrectionView correction,
        @JsonInclude(JsonInclude.Include.NON_NULL) RuleHitView rule) {

    /**
     * What a correction would have changed.
     *
     * @param object         what was corrected; null where it is the person's insurance
     * @param affectedTo     null where the correction has no end
     * @param direct         whether the settlement's day is one of the corrected days
     * @param fundDifference what the funds would pay less what they paid
     * @param kept           what was settled
     * @param wouldBe        what would be
     */
    record CorrectionView(
            String reason,
            String object,
            LocalDate affectedFrom,
            LocalDate affectedTo,
            boolean direct,
            Money fundDifference,
            @JsonRawValue String kept,
            @JsonRawValue String wouldBe) {}

    /**
     * What a rule says.
     *
     * @param version digest of the rule with its thresholds
     * @param figures JSON
     */
    record RuleHitView(String id, String version, String textZh, String textEn, @JsonRawValue String figures) {}
}
