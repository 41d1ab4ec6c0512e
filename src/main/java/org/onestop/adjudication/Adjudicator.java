package org.onestop.adjudication;

import java.util.List;
import org.onestop.money.Money;
import org.onestop.money.Ratio;
import org.onestop.money.Rounding;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Decides who pays what of a bill (待遇计算). A pure function: the same input gives the same output for ever.
 *
 * <p>Source: src/docs/adjudication.md, the rule of this project.
 */
public final class Adjudicator {

    private Adjudicator() {}

    /**
     * Applies the three tiers and tilt aid in the law's order.
     *
     * @param policy  in force on the bill's benefit date for the patient's scheme; not null
     * @param patient as of the benefit date; not null
     * @param before  the person's year so far; not null
     * @param bill    with what the catalogue knows of each item; not null
     * @throws IllegalArgumentException if the policy is not of the patient's scheme
     */
    public static Outcome adjudicate(Policy policy, PatientStatus patient, Accumulators before, Bill bill) {
        if (policy.scheme() != patient.scheme()) {
            throw new IllegalArgumentException(
                    "a policy for " + policy.scheme() + " cannot settle a bill for " + patient.scheme());
        }
        Scoping lines = Scoping.of(bill, policy.basic().classBFirstPay().value());
        if (lines.refusal() != null) {
            return new Outcome.Refused(lines.refusal());
        }
        if (bill.place() != Place.LOCAL && bill.referral() == null) {
            return new Outcome.Refused(Refusal.of(
                    RefusalCode.REFERRAL_REQUIRED,
                    FieldFault.of("/encounter/referral", FieldFault.Code.MISSING_FIELD)));
        }
        Chain chain = new Chain(
                policy,
                patient,
                Classification.of(policy.assistance(), patient),
                before,
                before.of(patient.scheme()),
                bill,
                new Trace());
        Scoping scope = scoped(chain, lines);
        explainClass(chain);
        BasicTier basic = BasicTier.pay(chain, scope.inScope());
        CriticalTier critical = CriticalTier.pay(chain, scope, basic);
        AssistanceTier aid = AssistanceTier.pay(chain, scope, basic.paid(), critical.paid());
        Split split = split(chain, scope, basic.paid(), critical.paid(), aid);
        MutualAid mutualAid = MutualAid.expect(chain, split);
        return new Outcome.Adjudicated(
                split,
                List.of(basic.result(), critical.result(), aid.assistance(), aid.tilt()),
                List.copyOf(scope.lines()),
                chain.trace().steps(),
                mutualAid.expected(),
                chain.classification(),
                after(chain, basic, critical, aid, mutualAid));
    }

    private static Scoping scoped(Chain chain, Scoping lines) {
        BasicPolicy policy = chain.policy().basic();
        Parameter<?> catalogue = Parameter.CATALOGUE;
        explain(chain, lines, LineSum.Part.OWN_PAY, catalogue, TraceText.LINES_OWN_PAY, lines.ownPay());
        explain(chain, lines, LineSum.Part.OVER_CEILING, catalogue, TraceText.LINES_OVER_CEILING, lines.overCeiling());
        explain(chain, lines, LineSum.Part.FIRST_PAY, policy.classBFirstPay(), TraceText.LINES_FIRST_PAY, lines.firstPay());
        chain.trace().add(
                Tier.SCOPE,
                Parameter.IDENTITY,
                TraceText.SCOPED,
                lines.inScope(),
                lines.total(),
                lines.ownPay(),
                lines.overCeiling(),
                lines.firstPay());
        if (!chain.unreferred() || chain.bill().encounterType() != EncounterType.INPATIENT) {
            return lines;
        }
        Ratio share = chain.row(policy.extraFirstPay());
        if (share.isZero()) {
            return lines;
        }
        Money extra = share.of(lines.inScope(), Rounding.HALF_UP_TO_FEN);
        Scoping moved = lines.withExtraFirstPay(extra);
        chain.trace().add(
                Tier.SCOPE,
                policy.extraFirstPay(),
                TraceText.EXTRA_FIRST_PAY,
                extra,
                lines.inScope(),
                share,
                moved.inScope(),
                lines.firstPay(),
                moved.firstPay());
        return moved;
    }

    private static void explain(
            Chain chain, Scoping lines, LineSum.Part part, Parameter<?> rule, TraceText text, Money sum) {
        Ratio classB = chain.policy().basic().classBFirstPay().value();
        LineSum formula = new LineSum(part, chain.bill().lines(), lines.lines(), classB);
        if (!formula.isEmpty()) {
            chain.trace().add(Tier.SCOPE, rule, text, sum, formula);
        }
    }

    /** Says which class counts before any tier makes use of it. That there is none, and why, is told by tier 3. */
    private static void explainClass(Chain chain) {
        Classification found = chain.classification();
        Parameter<?> rule = chain.policy().assistance().categoryClass();
        if (found.reason() == Classification.Reason.BEST_LABEL) {
            chain.trace().add(
                    Tier.MEDICAL_ASSISTANCE,
                    rule,
                    TraceText.CLASS_USED,
                    null,
                    found.labels(),
                    found.used(),
                    found.assistanceClass());
        }
        if (found.reason() == Classification.Reason.GIVEN) {
            chain.trace().add(
                    Tier.MEDICAL_ASSISTANCE, rule, TraceText.CLASS_GIVEN, null, found.assistanceClass());
        }
    }

    private static Split split(Chain chain, Scoping scope, Money basic, Money critical, AssistanceTier aid) {
        Money assistance = aid.assistance().paid();
        Money tilt = aid.tilt().paid();
        Money patient =
                scope.total().minus(basic).minus(critical).minus(assistance).minus(tilt);
        chain.trace().add(
                Tier.PATIENT,
                Parameter.IDENTITY,
                TraceText.PATIENT_PAYS,
                patient,
                scope.total(),
                basic,
                critical,
                assistance,
                tilt);
        return new Split(
                scope.total(),
                scope.ownPay(),
                scope.overCeiling(),
                scope.firstPay(),
                scope.inScope(),
                basic,
                critical,
                assistance,
                tilt,
                patient);
    }

    private static Accumulators after(
            Chain chain, BasicTier basic, CriticalTier critical, AssistanceTier aid, MutualAid mutualAid) {
        Accumulators before = chain.before();
        SchemeAccumulators own = basic.after();
        SchemeAccumulators scheme = new SchemeAccumulators(
                own.basicPaid(),
                own.basicCost(),
                own.outpatientDeductible(),
                own.outpatientPaid(),
                own.chronicDeductible(),
                own.chronicPaid(),
                own.criticalBase().plus(critical.base()),
                own.criticalPaid().plus(critical.paid()));
        boolean admission = chain.bill().encounterType() == EncounterType.INPATIENT;
        Accumulators across = new Accumulators(
                before.admissions() + (admission ? 1 : 0),
                before.resident(),
                before.employee(),
                before.assistanceDeductible().plus(aid.assistance().deductible()),
                before.assistancePaid().plus(aid.assistance().paid()),
                before.tiltThreshold().plus(aid.tilt().deductible()),
                before.tiltPaid().plus(aid.tilt().paid()),
                mutualAid.burdenAfter());
        return across.with(chain.patient().scheme(), scheme);
    }
}
