package org.onestop.adjudication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestop.money.Money;

/** Whether refund lines take back more of an item than was charged, in any of the five amounts. */
final class RefundCheck {

    private static final int AMOUNTS = 5;

    private RefundCheck() {}

    /**
     * The first item by code whose nets lie below zero by more than rounding can explain: one fen for each of its
     * lines.
     *
     * @return null where there is none
     */
    static String itemRefundedBeyondCharge(List<BillLine> lines, List<LineScope> scopes) {
        Map<String, long[]> nets = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            long[] net = nets.computeIfAbsent(lines.get(i).itemCode(), item -> new long[AMOUNTS + 1]);
            add(net, lines.get(i).amount(), scopes.get(i));
        }
        for (Map.Entry<String, long[]> item : new TreeMap<>(nets).entrySet()) {
            long[] net = item.getValue();
            for (int amount = 0; amount < AMOUNTS; amount++) {
                if (net[amount] < -net[AMOUNTS]) {
                    return item.getKey();
                }
            }
        }
        return null;
    }

    private static void add(long[] net, Money amount, LineScope scope) {
        net[0] += amount.fen();
        net[1] += scope.ownPay().fen();
        net[2] += scope.overCeiling().fen();
        net[3] += scope.firstPay().fen();
        net[4] += scope.inScope().fen();
        net[AMOUNTS]++;
    }
}
