package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.onestop.adjudication.Scheme;
import org.onestop.bill.SplitView;
import org.onestop.money.Money;
import org.onestop.settlement.Hindsight.Result;

/**
 * What came of a bill, as kept with a finding.
 *
 * @param assistanceClass null where none applies
 * @param refusal         the code with which the bill would be refused; then it stands alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ResultView(
        Scheme scheme, Integer assistanceClass, SplitView split, Money mutualAidExpected, String refusal) {

    static ResultView of(Result result) {
        return result.refusal() != null
                ? new ResultView(null, null, null, null, result.refusal().code())
                : new ResultView(
                        result.scheme(),
                        result.assistanceClass(),
                        SplitView.of(result.split()),
                        result.mutualAidExpected(),
                        null);
    }
}
