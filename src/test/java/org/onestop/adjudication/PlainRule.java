package org.onestop.adjudication;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/**
 * The rule once more, written from src/docs/adjudication.md alone and as plainly as it can be: decimals, a map for the year,
 * no structure. The engine must agree with it to the fen.
 */
final class PlainRule {

    private static final BigDecimal ZERO = new BigDecimal("0.00");

    final Map<String, BigDecimal> split = new TreeMap<>();
    final Map<String, BigDecimal> year;

    private final Policy policy;
    private final PatientStatus patient;
    private final Bill bill;
    private final Integer assistanceClass;
    private final String own;
    private BigDecimal inScope = ZERO;
    private BigDecimal firstPay = ZERO;

    PlainRule(Policy policy, PatientStatus patient, Map<String, BigDecimal> before, Bill bill) {
        this.policy = policy;
        this.patient = patient;
        this.bill = bill;
        this.year = new TreeMap<>(before);
        this.own = patient.scheme() + ".";
        this.assistanceClass = bestClass();
        settle();
    }

    /** A year's totals as a map: the scheme's own with its name before them. */
    static Map<String, BigDecimal> map(Accumulators year) {
        Map<String, BigDecimal> map = new TreeMap<>();
        map.put("admissions", BigDecimal.valueOf(year.admissions()));
        for (Scheme scheme : Scheme.values()) {
            SchemeAccumulators own = year.of(scheme);
            map.put(scheme + ".basicPaid", yuan(own.basicPaid()));
            map.put(scheme + ".basicCost", yuan(own.basicCost()));
            map.put(scheme + ".outpatientDeductible", yuan(own.outpatientDeductible()));
            map.put(scheme + ".outpatientPaid", yuan(own.outpatientPaid()));
            map.put(scheme + ".chronicDeductible", yuan(own.chronicDeductible()));
            map.put(scheme + ".chronicPaid", yuan(own.chronicPaid()));
            map.put(scheme + ".criticalBase", yuan(own.criticalBase()));
            map.put(scheme + ".criticalPaid", yuan(own.criticalPaid()));
        }
        map.put("assistanceDeductible", yuan(year.assistanceDeductible()));
        map.put("assistancePaid", yuan(year.assistancePaid()));
        map.put("tiltThreshold", yuan(year.tiltThreshold()));
        map.put("tiltPaid", yuan(year.tiltPaid()));
        map.put("mutualAidBurden", yuan(year.mutualAidBurden()));
        return map;
    }

    private void settle() {
        scope();
        BigDecimal basic = basic();
        BigDecimal critical = critical(basic);
        BigDecimal[] aid = assistance(basic, critical);
        split.put("basic", basic);
        split.put("critical", critical);
        split.put("assistance", aid[0]);
        split.put("tilt", aid[1]);
        split.put("patient", split.get("total").subtract(basic).subtract(critical).subtract(aid[0]).subtract(aid[1]));
        split.put("mutualAid", mutualAid(basic.add(critical).add(aid[0]).add(aid[1])));
    }

    private Integer bestClass() {
        if (patient.classOverride() != null) {
            return patient.classOverride();
        }
        Integer best = null;
        for (HardshipLabel label : patient.labels()) {
            for (AssistancePolicy.CategoryClass row : policy.assistance().categoryClass().value()) {
                boolean fits = row.category() == label.category() && row.grade() == label.grade();
                boolean covered = !row.seriouslyIllOnly() || label.seriouslyIll();
                if (fits && covered && row.assistanceClass() != null && (best == null || row.assistanceClass() < best)) {
                    best = row.assistanceClass();
                }
            }
        }
        return best;
    }

    private void scope() {
        BigDecimal ownPay = ZERO;
        BigDecimal over = ZERO;
        for (BillLine line : bill.lines()) {
            BigDecimal amount = yuan(line.amount());
            ItemTerms terms = line.listed() != null ? line.listed() : line.declared();
            CatalogueClass one = terms == null || terms.catalogueClass() == null ? CatalogueClass.C : terms.catalogueClass();
            if (one == CatalogueClass.C) {
                ownPay = ownPay.add(amount);
                continue;
            }
            BigDecimal price = BigDecimal.valueOf(line.unitPrice().millionths(), 6);
            BigDecimal quantity = BigDecimal.valueOf(line.quantity().tenThousandths(), 4);
            BigDecimal above = ZERO;
            if (terms.priceCeiling() != null) {
                BigDecimal ceiling = BigDecimal.valueOf(terms.priceCeiling().millionths(), 6);
                if (price.compareTo(ceiling) > 0) {
                    above = round(price.subtract(ceiling).multiply(quantity));
                    above = above.abs().compareTo(amount.abs()) > 0 ? amount : above;
                }
            }
            BigDecimal ratio = terms.firstPayRatio() != null
                    ? rate(terms.firstPayRatio())
                    : rate(policy.basic().classBFirstPay().value());
            BigDecimal first = one == CatalogueClass.B ? round(amount.subtract(above).multiply(ratio)) : ZERO;
            over = over.add(above);
            firstPay = firstPay.add(first);
            inScope = inScope.add(amount.subtract(above).subtract(first));
        }
        inScope = inScope.add(over.min(ZERO)).add(firstPay.min(ZERO));
        over = over.max(ZERO);
        firstPay = firstPay.max(ZERO);
        BigDecimal total = ownPay.add(over).add(firstPay).add(inScope);
        if (bill.encounterType() == EncounterType.INPATIENT && unreferredAway()) {
            BigDecimal extra = round(inScope.multiply(rate(row(policy.basic().extraFirstPay().value()))));
            inScope = inScope.subtract(extra);
            firstPay = firstPay.add(extra);
        }
        split.put("total", total);
        split.put("ownPay", ownPay);
        split.put("overCeiling", over);
        split.put("firstPay", firstPay);
        split.put("inScope", inScope);
    }

    private boolean unreferredAway() {
        return bill.place() != Place.LOCAL && bill.referral() == Referral.UNREFERRED;
    }

    private <T> T row(Rows<T> rows) {
        return rows.find(bill.level(), bill.place(), unreferredAway(), patient.workingStatus());
    }

    private BigDecimal admissionDeductible(BigDecimal n) {
        RepeatRule rule = policy.basic().repeatAdmission().value();
        BigDecimal base = yuan(row(policy.basic().inpatientDeductible().value()));
        BigDecimal amount = base;
        if (rule instanceof RepeatRule.Halve && n.intValue() >= 2) {
            amount = round(base.divide(BigDecimal.valueOf(2)));
        } else if (rule instanceof RepeatRule.Step step) {
            amount = base.subtract(yuan(step.step()).multiply(n.subtract(BigDecimal.ONE)))
                    .max(yuan(step.floor())).min(base);
        } else if (rule instanceof RepeatRule.Ladder ladder) {
            List<Money> list = row(ladder.amounts());
            amount = yuan(list.get(Math.min(n.intValue(), list.size()) - 1));
        }
        boolean waived = assistanceClass != null && policy.basic().deductibleWaived().value().contains(assistanceClass);
        return waived ? ZERO : amount;
    }

    private BigDecimal eligible;
    private BigDecimal uncapped = ZERO;
    private BigDecimal withoutPoolCap = ZERO;

    private BigDecimal basic() {
        eligible = inScope;
        boolean chronic = bill.encounterType() == EncounterType.OUTPATIENT_CHRONIC;
        if (bill.encounterType() == EncounterType.INPATIENT) {
            BigDecimal n = year.merge("admissions", BigDecimal.ONE, BigDecimal::add);
            return pool(admissionDeductible(n), row(policy.basic().inpatientRate().value()), null);
        }
        OutpatientPolicy cover = chronic ? policy.basic().chronic() : policy.basic().outpatient();
        if (!cover.covered().value()) {
            return ZERO;
        }
        String name = own + (chronic ? "chronic" : "outpatient");
        BigDecimal open = yuan(cover.deductible().value()).subtract(year.get(name + "Deductible")).max(ZERO);
        Money cap = cover.cap().value().amount();
        BigDecimal room = cap == null ? null : yuan(cap).subtract(year.get(name + "Paid")).max(ZERO);
        Bands bands = row(cover.rate().value());
        BigDecimal paid;
        if (chronic) {
            paid = pool(open, bands, room);
        } else {
            BigDecimal applied = inScope.min(open);
            eligible = inScope.subtract(applied);
            paid = least(banded(bands, applied, inScope), room);
        }
        year.merge(name + "Deductible", inScope.min(open), BigDecimal::add);
        year.merge(name + "Paid", paid, BigDecimal::add);
        return paid;
    }

    /** Inpatient and chronic care, which share the pool's cap; {@code room} is what a cover's own cap leaves. */
    private BigDecimal pool(BigDecimal open, Bands bands, BigDecimal room) {
        BigDecimal applied = inScope.min(open);
        eligible = inScope.subtract(applied);
        YearlyCap cap = policy.basic().annualCap().value();
        boolean onCost = cap.amount() != null && cap.convention() == YearlyCap.Convention.COST;
        boolean onPayment = cap.amount() != null && cap.convention() == YearlyCap.Convention.PAYMENT;
        BigDecimal entering = onCost
                ? inScope.min(yuan(cap.amount()).subtract(year.get(own + "basicCost")).max(ZERO))
                : inScope;
        uncapped = banded(bands, applied, inScope);
        withoutPoolCap = least(uncapped, room);
        BigDecimal paid = least(banded(bands, applied, entering), room);
        if (onPayment) {
            paid = paid.min(yuan(cap.amount()).subtract(year.get(own + "basicPaid")).max(ZERO));
        }
        year.merge(own + "basicPaid", paid, BigDecimal::add);
        year.merge(own + "basicCost", entering, BigDecimal::add);
        return paid;
    }

    /** The bands on what lies between the deductible and a bound, by the basis that the policy names. */
    private BigDecimal banded(Bands bands, BigDecimal applied, BigDecimal upTo) {
        return policy.basic().bandBasis().value() == BandBasis.GROSS
                ? round(sum(bands, applied, upTo, BigDecimal.ZERO))
                : round(sum(bands, ZERO, upTo.subtract(applied).max(ZERO), BigDecimal.ZERO));
    }

    private BigDecimal critical(BigDecimal basic) {
        CriticalIllnessPolicy tier = policy.criticalIllness();
        if (!tier.encounterTypes().value().contains(bill.encounterType())) {
            return ZERO;
        }
        BigDecimal cap = tier.annualCap().value().amount() == null ? null : yuan(tier.annualCap().value().amount());
        BigDecimal room = cap == null ? null : cap.subtract(year.get(own + "criticalPaid")).max(ZERO);
        BigDecimal base;
        BigDecimal due;
        if (tier instanceof CriticalIllnessPolicy.AbovePool form) {
            base = withoutPoolCap.compareTo(basic) > 0
                    ? eligible.multiply(withoutPoolCap.subtract(basic)).divide(uncapped, 2, RoundingMode.HALF_UP)
                    : ZERO;
            due = round(base.multiply(rate(form.rate().value())));
        } else {
            CriticalIllnessPolicy.AccumulatedBurden form = (CriticalIllnessPolicy.AccumulatedBurden) tier;
            base = inScope.subtract(basic).add(form.firstPayCounts().value() ? firstPay : ZERO);
            BigDecimal x = year.get(own + "criticalBase");
            due = round(burden(form, x.add(base))).subtract(round(burden(form, x)));
            CriticalIllnessPolicy.Tilt tilt = form.tilt().value();
            room = assistanceClass != null && tilt.classes().contains(assistanceClass) && tilt.capLifted() ? null : room;
        }
        BigDecimal paid = least(due, room);
        year.merge(own + "criticalBase", base, BigDecimal::add);
        year.merge(own + "criticalPaid", paid, BigDecimal::add);
        return paid;
    }

    /** F(x): the banded benefit of an accumulated burden above the deductible. */
    private BigDecimal burden(CriticalIllnessPolicy.AccumulatedBurden form, BigDecimal x) {
        BigDecimal deductible = yuan(form.deductible().value());
        BigDecimal points = BigDecimal.ZERO;
        CriticalIllnessPolicy.Tilt tilt = form.tilt().value();
        if (assistanceClass != null && tilt.classes().contains(assistanceClass)) {
            deductible = round(deductible.multiply(rate(tilt.deductibleFactor())));
            points = rate(tilt.ratePoints());
        }
        return form.bounds().value() == BandBounds.GROSS
                ? sum(form.bands().value(), deductible, x, points)
                : sum(form.bands().value(), ZERO, x.subtract(deductible).max(ZERO), points);
    }

    private BigDecimal[] assistance(BigDecimal basic, BigDecimal critical) {
        AssistancePolicy tier = policy.assistance();
        BigDecimal[] nothing = {ZERO, ZERO};
        if (assistanceClass == null || !tier.encounterTypes().value().contains(bill.encounterType()) || unreferredAway()) {
            return nothing;
        }
        BigDecimal base =
                inScope.subtract(basic).subtract(critical).add(tier.firstPayCounts().value() ? firstPay : ZERO).max(ZERO);
        BigDecimal deductible = yuan(tier.deductible().value().get(assistanceClass));
        BigDecimal applied = base.min(deductible.subtract(year.get("assistanceDeductible")).max(ZERO));
        BigDecimal due = round(base.subtract(applied).multiply(rate(tier.rate().value().get(assistanceClass))));
        Money cap = tier.annualCap().value().get(assistanceClass).amount();
        BigDecimal paid = cap == null ? due : due.min(yuan(cap).subtract(year.get("assistancePaid")).max(ZERO));
        year.merge("assistanceDeductible", applied, BigDecimal::add);
        year.merge("assistancePaid", paid, BigDecimal::add);
        AssistancePolicy.TiltAid aid = tier.tiltAid().value().get(assistanceClass);
        boolean looked = tier.tiltTrigger().value() == AssistancePolicy.TiltTrigger.REMAINING_BURDEN
                || paid.compareTo(due) < 0;
        if (aid == null || !looked || base.signum() == 0) {
            return new BigDecimal[] {paid, ZERO};
        }
        BigDecimal rest = base.subtract(paid);
        BigDecimal charged = rest.min(yuan(aid.threshold()).subtract(year.get("tiltThreshold")).max(ZERO));
        BigDecimal tilt = round(rest.subtract(charged).multiply(rate(aid.rate())));
        if (aid.cap() != null) {
            tilt = tilt.min(yuan(aid.cap()).subtract(year.get("tiltPaid")).max(ZERO));
        }
        year.merge("tiltThreshold", charged, BigDecimal::add);
        year.merge("tiltPaid", tilt, BigDecimal::add);
        return new BigDecimal[] {paid, tilt};
    }

    private BigDecimal mutualAid(BigDecimal paid) {
        MutualAidPolicy tier = policy.mutualAid();
        if (!patient.inGoodStanding() || !tier.encounterTypes().value().contains(bill.encounterType())) {
            return ZERO;
        }
        BigDecimal before = year.get("mutualAidBurden");
        BigDecimal after = before.add(inScope.subtract(paid).max(ZERO));
        year.put("mutualAidBurden", after);
        Money cap = tier.termCap().value().amount();
        BigDecimal most = cap == null ? null : yuan(cap);
        return least(round(sum(tier.bands().value(), ZERO, after, BigDecimal.ZERO)), most)
                .subtract(least(round(sum(tier.bands().value(), ZERO, before, BigDecimal.ZERO)), most));
    }

    private static BigDecimal sum(Bands bands, BigDecimal from, BigDecimal to, BigDecimal points) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Bands.Band band : bands.bands()) {
            BigDecimal low = yuan(band.from()).max(from);
            BigDecimal high = band.to() == null ? to : yuan(band.to()).min(to);
            if (high.compareTo(low) > 0) {
                sum = sum.add(high.subtract(low).multiply(rate(band.rate()).add(points).min(BigDecimal.ONE)));
            }
        }
        return sum;
    }

    private static BigDecimal least(BigDecimal amount, BigDecimal most) {
        return most == null ? amount : amount.min(most);
    }

    private static BigDecimal round(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    static BigDecimal yuan(Money amount) {
        return BigDecimal.valueOf(amount.fen(), 2);
    }

    private static BigDecimal rate(Ratio ratio) {
        return BigDecimal.valueOf(ratio.tenThousandths(), 4);
    }
}
