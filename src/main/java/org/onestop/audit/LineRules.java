package org.onestop.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestop.adjudication.LineFlag;
import org.onestop.money.Money;
import org.onestop.money.Ratio;
import org.onestop.settlement.SettledBill;

/** Bills a large part of which bears a flag. Refund lines count with what they take away. */
final class LineRules {

    private LineRules() {}

    static List<RuleHit> declaredDiffers(RuleFacts facts, Thresholds thresholds) {
        return flagged(AuditRule.DECLARED_DIFFERS, LineFlag.DECLARED_DIFFERS, facts, thresholds);
    }

    static List<RuleHit> unlisted(RuleFacts facts, Thresholds thresholds) {
        return flagged(AuditRule.UNLISTED, LineFlag.UNLISTED, facts, thresholds);
    }

    static List<RuleHit> chargedOutsideStay(RuleFacts facts, Thresholds thresholds) {
        return flagged(AuditRule.CHARGED_OUTSIDE_STAY, LineFlag.CHARGED_OUTSIDE_STAY, facts, thresholds);
    }

    private static List<RuleHit> flagged(AuditRule rule, LineFlag flag, RuleFacts facts, Thresholds thresholds) {
        Ratio share = thresholds.share("shareLeast");
        Money least = thresholds.amount("amountLeast");
        List<RuleHit> hits = new ArrayList<>();
        for (SettledBill bill : facts.fresh()) {
            List<SettledBill.Line> lines =
                    bill.lines().stream().filter(line -> line.flags().contains(flag)).toList();
            Money sum = lines.stream().map(SettledBill.Line::amount).reduce(Money.ZERO, Money::plus);
            boolean isLarge = sum.isPositive() && sum.compareTo(least) >= 0;
            if (isLarge && Thresholds.reaches(sum, share, bill.total())) {
                Map<String, String> figures = new LinkedHashMap<>();
                figures.put("lines", Integer.toString(lines.size()));
                figures.put("amount", sum.toString());
                figures.put("total", bill.total().toString());
                hits.add(RuleHit.of(rule, List.of(bill.id()), figures));
            }
        }
        return hits;
    }
}
