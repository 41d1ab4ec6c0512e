package org.onestop.audit;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.onestop.bill.FeeType;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.settlement.SettledBill;
import org.onestop.settlement.SettledBill.Line;

/**
 * The same item oftener in a day than is plausible for its kind of fee. A stay is often charged on one day for all of its
 * days, so what was charged is spread over the days of the stay; refunds are taken off.
 */
final class QuantityRule {

    private static final Set<FeeType> MEDICINES =
            Set.of(FeeType.WESTERN_MEDICINE, FeeType.CHINESE_PATENT_MEDICINE, FeeType.CHINESE_HERBAL);

    private QuantityRule() {}

    /** What a bill charges of one item. */
    private record Charged(FeeType feeType, long tenThousandths, Money amount) {

        static Charged of(Line line) {
            return new Charged(line.feeType(), line.quantity().tenThousandths(), line.amount());
        }

        Charged plus(Charged other) {
            return new Charged(
                    feeType, Math.addExact(tenThousandths, other.tenThousandths), amount.plus(other.amount));
        }
    }

    static List<RuleHit> dailyQuantity(RuleFacts facts, Thresholds thresholds) {
        List<RuleHit> hits = new ArrayList<>();
        for (SettledBill bill : facts.fresh()) {
            Map<String, Charged> items = new TreeMap<>();
            bill.lines().forEach(line -> items.merge(line.itemCode(), Charged.of(line), Charged::plus));
            items.forEach((code, charged) -> {
                long days = days(bill, charged.feeType(), thresholds);
                Quantity daily = thresholds.quantity(charged.feeType().name());
                boolean isMuch = charged.tenThousandths() > Math.multiplyExact(daily.tenThousandths(), days);
                if (isMuch && charged.amount().compareTo(thresholds.amount("amountLeast")) >= 0) {
                    hits.add(hit(bill, code, charged, days, daily));
                }
            });
        }
        return hits;
    }

    /** Of a stay the first day and the last both count; medicine is given to an outpatient for many days at once. */
    private static long days(SettledBill bill, FeeType feeType, Thresholds thresholds) {
        if (bill.admittedOn() != null) {
            return ChronoUnit.DAYS.between(bill.admittedOn(), bill.benefitDate()) + 1;
        }
        return MEDICINES.contains(feeType) ? Math.max(1, thresholds.count("outpatientDays")) : 1;
    }

    private static RuleHit hit(SettledBill bill, String code, Charged charged, long days, Quantity daily) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("itemCode", code);
        figures.put("feeType", charged.feeType().name());
        figures.put("quantity", new Quantity(charged.tenThousandths()).toString());
        figures.put("days", Long.toString(days));
        figures.put("daily", daily.toString());
        figures.put("amount", charged.amount().toString());
        return new RuleHit(
                AuditRule.DAILY_QUANTITY, List.of(bill.id()), List.of(bill.id().toString(), code), figures);
    }
}
