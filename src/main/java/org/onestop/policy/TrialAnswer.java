package org.onestop.policy;

import java.time.LocalDate;
import java.util.List;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.Scheme;
import org.onestop.bill.AccumulatorsView;
import org.onestop.bill.LineView;
import org.onestop.bill.MutualAidView;
import org.onestop.bill.SplitView;
import org.onestop.bill.TierView;
import org.onestop.bill.TraceView;

/**
 * What a trial gave, shaped as the answer to a settlement as far as it can be; nothing of it is stored.
 *
 * @param on       the day whose values counted
 * @param policies every value used; the digest of one that was only tried is of what was tried
 */
record TrialAnswer(
        String status,
        Scheme scheme,
        LocalDate on,
        Integer assistanceClass,
        SplitView split,
        List<TierView> tiers,
        MutualAidView mutualAid,
        List<TraceView> trace,
        List<LineView> lines,
        List<PolicyReference> policies,
        AccumulatorsView accumulatorsAfter) {

    static TrialAnswer of(TrialRequest request, PolicySet set, Outcome.Adjudicated outcome) {
        return new TrialAnswer(
                "TRIAL",
                request.scheme(),
                request.on(),
                outcome.classification().assistanceClass(),
                SplitView.of(outcome.split()),
                outcome.tiers().stream().map(TierView::of).toList(),
                new MutualAidView(
                        request.patient().member(), request.patient().inGoodStanding(), outcome.mutualAidExpected()),
                outcome.trace().stream().map(TraceView::of).toList(),
                outcome.lines().stream().map(LineView::of).toList(),
                set.references(),
                AccumulatorsView.of(request.on().getYear(), request.scheme(), outcome.accumulatorsAfter()));
    }
}
