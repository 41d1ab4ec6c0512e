package org.onestop.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.onestop.adjudication.EncounterType;
import org.onestop.audit.RuleFacts.Stay;
import org.onestop.money.Money;

/** Bills that look as if one had been cut up: of one person and hospital, on close days, each just under a limit. */
final class SplitRule {

    private SplitRule() {}

    static List<RuleHit> splitBills(RuleFacts facts, Thresholds thresholds) {
        Map<String, List<Stay>> alike = facts.bills().stream()
                .filter(bill -> isJustUnder(bill, thresholds))
                .collect(Collectors.groupingBy(
                        bill -> bill.hospital() + " " + bill.type(), LinkedHashMap::new, Collectors.toList()));
        List<RuleHit> hits = new ArrayList<>();
        alike.values().forEach(bills -> look(bills, thresholds, hits));
        return hits;
    }

    private static boolean isJustUnder(Stay bill, Thresholds thresholds) {
        Money limit = limit(bill.type(), thresholds);
        return Thresholds.reaches(bill.total(), thresholds.share("shareOfLimitLeast"), limit)
                && bill.total().compareTo(limit) < 0;
    }

    private static Money limit(EncounterType type, Thresholds thresholds) {
        return thresholds.amount(
                switch (type) {
                    case INPATIENT -> "limitInpatient";
                    case OUTPATIENT -> "limitOutpatient";
                    case OUTPATIENT_CHRONIC -> "limitOutpatientChronic";
                });
    }

    /** Goes by what follows the first bill closely; the bills come in the order of their days. */
    private static void look(List<Stay> bills, Thresholds thresholds, List<RuleHit> hits) {
        int first = 0;
        while (first < bills.size()) {
            int end = first;
            while (end < bills.size()
                    && !bills.get(end).on().isAfter(bills.get(first).on().plusDays(thresholds.count("daysMost")))) {
                end++;
            }
            boolean areMany = end - first >= Math.max(2, thresholds.count("billsLeast"));
            if (areMany) {
                hits.add(hit(bills.subList(first, end), limit(bills.get(first).type(), thresholds)));
            }
            first = areMany ? end : first + 1;
        }
    }

    /** What belongs to the first of them is one finding, though more may follow. */
    private static RuleHit hit(List<Stay> bills, Money limit) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("bills", Integer.toString(bills.size()));
        figures.put("from", bills.get(0).on().toString());
        figures.put("to", bills.get(bills.size() - 1).on().toString());
        figures.put("limit", limit.toString());
        figures.put("sum", bills.stream().map(Stay::total).reduce(Money.ZERO, Money::plus).toString());
        return new RuleHit(
                AuditRule.SPLIT_BILLS,
                bills.stream().map(Stay::id).toList(),
                List.of(bills.get(0).id().toString()),
                figures);
    }
}
