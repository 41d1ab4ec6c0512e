package org.onestop.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.onestop.adjudication.HardshipLabel;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.Scheme;
import org.onestop.bill.AccumulatorsView;
import org.onestop.bill.LineView;
import org.onestop.bill.MutualAidView;
import org.onestop.bill.ReceivedBill;
import org.onestop.bill.SplitView;
import org.onestop.bill.TierView;
import org.onestop.bill.TraceView;
import org.onestop.policy.PolicyReference;
import org.onestop.registry.PersonFacts;

/**
 * A settlement or a preview as answered.
 *
 * @param id        null in a preview
 * @param status    SETTLED, or PREVIEW
 * @param patient   null in what is stored; put in at the moment of answering
 * @param household null where the person belongs to none
 * @param settledAt null in a preview
 */
record SettlementAnswer(
        @JsonInclude(JsonInclude.Include.NON_NULL) UUID id,
        String status,
        String hospitalCode,
        String billNo,
        LocalDate benefitDate,
        @JsonInclude(JsonInclude.Include.NON_NULL) PatientView patient,
        Scheme scheme,
        HouseholdView household,
        SplitView split,
        List<TierView> tiers,
        MutualAidView mutualAid,
        List<TraceView> trace,
        List<LineView> lines,
        List<PolicyReference> policies,
        AccumulatorsView accumulatorsAfter,
        @JsonInclude(JsonInclude.Include.NON_NULL) OffsetDateTime settledAt) {

    /** A patient, masked. */
    record PatientView(String idNumber, String name) {}

    /**
     * The household as it counted.
     *
     * @param category        the label that was used, or would have been; null where the household has none on that day
     * @param assistanceClass null where none applies
     * @param labels          every label held on that day
     */
    record HouseholdView(String fileNo, String category, Integer assistanceClass, List<String> labels) {

        static HouseholdView of(String fileNo, Outcome.Adjudicated outcome) {
            if (fileNo == null) {
                return null;
            }
            HardshipLabel used = outcome.classification().used();
            return new HouseholdView(
                    fileNo,
                    used == null ? null : used.category().name(),
                    outcome.classification().assistanceClass(),
                    outcome.classification().labels().stream().map(HardshipLabel::text).toList());
        }
    }

    /** What is stored: all but the patient, whose identity must not stand in an append-only row. */
    static SettlementAnswer stored(
            UUID id, Judgement.Decision decision, PersonFacts person, OffsetDateTime settledAt) {
        return again(id, decision, person.fileNo(), settledAt);
    }

    /** As {@link #stored}, of a settlement that is decided again. */
    static SettlementAnswer again(UUID id, Judgement.Decision decision, String fileNo, OffsetDateTime settledAt) {
        return of(id, "SETTLED", decision, null, fileNo, settledAt);
    }

    static SettlementAnswer preview(Judgement.Decision decision, PersonFacts person) {
        PatientView patient = new PatientView(decision.idNumber().masked(), decision.name().masked());
        return of(null, "PREVIEW", decision, patient, person.fileNo(), null);
    }

    private static SettlementAnswer of(
            UUID id,
            String status,
            Judgement.Decision decision,
            PatientView patient,
            String fileNo,
            OffsetDateTime settledAt) {
        ReceivedBill bill = decision.input().received();
        Scheme scheme = decision.input().patient().scheme();
        Outcome.Adjudicated outcome = decision.outcome();
        return new SettlementAnswer(
                id,
                status,
                bill.hospitalCode(),
                bill.billNo(),
                bill.benefitDate(),
                patient,
                scheme,
                HouseholdView.of(fileNo, outcome),
                SplitView.of(outcome.split()),
                outcome.tiers().stream().map(TierView::of).toList(),
                new MutualAidView(
                        decision.input().patient().member(),
                        decision.input().patient().inGoodStanding(),
                        outcome.mutualAidExpected()),
                outcome.trace().stream().map(TraceView::of).toList(),
                outcome.lines().stream().map(LineView::of).toList(),
                decision.policies().references(),
                AccumulatorsView.of(bill.benefitDate().getYear(), scheme, outcome.accumulatorsAfter()),
                settledAt);
    }
}
