package org.onestop.adjudication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onestop.money.Money;

/** Whether refund lines take back more of an item than was charged, in any of the five amounts. */
final class RefundCheck {

    private static final int AMOUNTS = 5;

    private RefundCheck() {}

    /**
     * The first item by code whose nets lie below zero by more than rounding can explain: one fen for each of its
     * lines. Only an item with a refund line can: every amount of a charge is zero or more.
     *
     * @return null where there is none
     */
    static String itemRefundedBeyondCharge(List<BillLine> lines, List<LineScope> scopes) {
        Map<String, long[]> nets = netsOfRefundedItems(lines, scopes);
        String first = null;
        for (Map.Entry<String, long[]> item : nets.entrySet()) {
            boolean before = first == null || item.getKey().compareTo(first) < 0;
            if (before && isBeyondCharge(item.getValue())) {
                first = item.getKey();
            }
        }
        return first;
    }

    /** The five nets of each item that has a refund line, and last the number of its lines. */
    private static Map<String, long[]> netsOfRefundedItems(List<BillLine> lines, List<LineScope> scopes) {
        Map<String, long[]> nets = new HashMap<>();
        for (BillLine line : lines) {
            if (line.amount().isNegative()) {
                nets.put(line.itemCode(), new long[AMOUNTS + 1]);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            long[] net = nets.get(lines.get(i).itemCode());
            if (net != null) {
                add(net, lines.get(i).amount(), scopes.get(i));
            }
        }
        return nets;
    }

    private static boolean isBeyondCharge(long[] net) {
        for (int amount = 0; amount < AMOUNTS; amount++) {
            if (net[amount] < -net[AMOUNTS]) {
                return true;
            }
        }
        return false;
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
