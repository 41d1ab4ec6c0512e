package org.onestop.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestop.audit.RuleFacts.Reversals;
import org.onestop.money.Money;
import org.onestop.money.Ratio;
import org.onestop.settlement.SettledBill;

/** What stands out among its like. */
final class CompareRules {

    private CompareRules() {}

    /**
     * Totals far above those of like cases. What is usual is told by the median, and how far cases spread by the median of
     * their distances from it: a few extreme ones move neither.
     */
    static List<RuleHit> unusualTotal(RuleFacts facts, Thresholds thresholds) {
        List<RuleHit> hits = new ArrayList<>();
        for (SettledBill bill : facts.fresh()) {
            List<Money> cases = facts.comparables().getOrDefault(bill.id(), List.of());
            if (cases.isEmpty() || cases.size() < thresholds.count("casesLeast")) {
                continue;
            }
            Money median = median(cases);
            Money spread = median(cases.stream()
                    .map(each -> each.compareTo(median) < 0 ? median.minus(each) : each.minus(median))
                    .toList());
            Money excess = bill.total().minus(median);
            if (excess.compareTo(thresholds.amount("excessLeast")) >= 0 && isFar(excess, spread, thresholds)) {
                Map<String, String> figures = new LinkedHashMap<>();
                figures.put("total", bill.total().toString());
                figures.put("median", median.toString());
                figures.put("spread", spread.toString());
                figures.put("cases", Integer.toString(cases.size()));
                figures.put("diagnosis", bill.diagnosis());
                figures.put("level", bill.level().name());
                hits.add(RuleHit.of(AuditRule.UNUSUAL_TOTAL, List.of(bill.id()), figures));
            }
        }
        return hits;
    }

    /** The lower of the two in the middle, where there are two: an amount that occurs. */
    private static Money median(List<Money> amounts) {
        return amounts.stream().sorted().skip((amounts.size() - 1) / 2).findFirst().orElseThrow();
    }

    private static boolean isFar(Money excess, Money spread, Thresholds thresholds) {
        long deviations = thresholds.quantity("deviationsLeast").tenThousandths();
        return Math.multiplyExact(excess.fen(), (long) Ratio.SCALE) >= Math.multiplyExact(deviations, spread.fen());
    }

    /** A client that in a month has reversed so many, and so large a share of what it settled. */
    static List<RuleHit> frequentReversals(RuleFacts facts, Thresholds thresholds) {
        Reversals month = facts.reversals();
        if (month == null) {
            return List.of();
        }
        int reversed = month.settlements().size();
        long share = thresholds.share("shareLeast").tenThousandths();
        boolean areMany = reversed >= Math.max(1, thresholds.count("reversalsLeast"));
        if (!areMany || Math.multiplyExact((long) reversed, Ratio.SCALE) < Math.multiplyExact(share, month.settled())) {
            return List.of();
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("clientId", month.clientId());
        figures.put("month", month.month().toString());
        figures.put("reversed", Integer.toString(reversed));
        figures.put("settled", Integer.toString(month.settled()));
        return List.of(new RuleHit(
                AuditRule.FREQUENT_REVERSALS,
                month.settlements(),
                List.of(month.clientId(), month.month().toString()),
                figures));
    }
}
