package org.onestop.adjudication;

import java.util.List;
import org.onestop.money.Money;
import org.onestop.money.Rounding;

/** The inpatient deductible of one admission: the row's, after the rule for repeated admissions and the waiver. */
final class AdmissionDeductible {

    private static final Tier TIER = Tier.BASIC;

    private AdmissionDeductible() {}

    static Money of(Chain chain) {
        BasicPolicy policy = chain.policy().basic();
        Money amount = repeated(chain, policy.repeatAdmission());
        Integer assistanceClass = chain.classification().assistanceClass();
        if (assistanceClass != null && policy.deductibleWaived().value().contains(assistanceClass)) {
            chain.trace().add(
                    TIER, policy.deductibleWaived(), TraceText.DEDUCTIBLE_WAIVED, Money.ZERO, amount, assistanceClass);
            return Money.ZERO;
        }
        return amount;
    }

    private static Money repeated(Chain chain, Parameter<RepeatRule> parameter) {
        RepeatRule rule = parameter.value();
        int n = chain.before().admissions() + 1;
        if (rule instanceof RepeatRule.Ladder ladder) {
            return ladder(chain, parameter, chain.row(ladder.amounts()), n);
        }
        Money base = chain.row(chain.policy().basic().inpatientDeductible());
        if (rule instanceof RepeatRule.Step step) {
            return step(chain, parameter, step, base, n);
        }
        if (rule instanceof RepeatRule.Halve && n > 1) {
            Money half = Money.ofFen(Rounding.HALF_UP_TO_FEN.divide(base.fen(), 2));
            chain.trace().add(TIER, parameter, TraceText.DEDUCTIBLE_HALVED, half, base, n);
            return half;
        }
        chain.trace().add(TIER, chain.policy().basic().inpatientDeductible(), TraceText.DEDUCTIBLE_BASE, base, base, n);
        return base;
    }

    private static Money ladder(Chain chain, Parameter<RepeatRule> rule, List<Money> amounts, int n) {
        Money amount = amounts.get(Math.min(n, amounts.size()) - 1);
        chain.trace().add(TIER, rule, TraceText.DEDUCTIBLE_LADDER, amount, null, n, amounts, amounts.size());
        return amount;
    }

    private static Money step(Chain chain, Parameter<RepeatRule> rule, RepeatRule.Step step, Money base, int n) {
        long less = Math.subtractExact(base.fen(), Math.multiplyExact(step.step().fen(), n - 1L));
        Money amount = base.min(step.floor().max(Money.ofFen(less)));
        chain.trace().add(TIER, rule, TraceText.DEDUCTIBLE_STEP, amount, base, n, step.step(), step.floor());
        return amount;
    }
}
