package org.onestop.bill;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.onestop.money.Money;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** What can be judged from a bill alone. Each check names every place that is at fault. */
public final class BillChecks {

    /** The most lines a bill may have. */
    public static final int MOST_LINES = 5_000;

    /** The largest magnitude of any one amount: 99,999,999.99 yuan. */
    public static final Money LARGEST_AMOUNT = Money.ofFen(9_999_999_999L);

    private static final long LARGEST_PRICE_MILLIONTHS = 99_999_999_999_999L;
    private static final long LARGEST_QUANTITY_TEN_THOUSANDTHS = 999_999_999_999L;
    private static final int MOST_FAULTS = 100;

    private BillChecks() {}

    /** All checks of what a bill says by itself, in the order of precedence; no clock and no register is asked. */
    public static Optional<Refusal> first(ReceivedBill bill) {
        return Stream.<Function<ReceivedBill, Optional<Refusal>>>of(
                        BillChecks::tooManyLines,
                        BillChecks::outOfRange,
                        BillChecks::datesOutOfOrder,
                        BillChecks::duplicateLineNumber,
                        BillChecks::totalMismatch)
                .map(check -> check.apply(bill))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Refuses a bill with more lines than are taken. */
    public static Optional<Refusal> tooManyLines(ReceivedBill bill) {
        int lines = bill.lines().size();
        return lines <= MOST_LINES
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.TOO_MANY_LINES,
                        Map.of("lines", Integer.toString(lines), "limit", Integer.toString(MOST_LINES))));
    }

    /** Refuses amounts, prices, quantities, ratios and line numbers that no bill can have. */
    public static Optional<Refusal> outOfRange(ReceivedBill bill) {
        Optional<Refusal> amounts = amountsOutOfRange(bill);
        return amounts.isPresent() ? amounts : valuesOutOfRange(bill);
    }

    private static Optional<Refusal> amountsOutOfRange(ReceivedBill bill) {
        List<FieldFault> faults = new ArrayList<>();
        for (int i = 0; i < bill.lines().size() && faults.size() < MOST_FAULTS; i++) {
            if (isOutOfRange(bill.lines().get(i).amount())) {
                faults.add(amountOutOfRange("/lines/" + i + "/amount"));
            }
        }
        if (isOutOfRange(bill.totalAmount())) {
            faults.add(amountOutOfRange("/totalAmount"));
        }
        if (bill.expectedPatientPays() != null && isOutOfRange(bill.expectedPatientPays())) {
            faults.add(amountOutOfRange("/expectedPatientPays"));
        }
        return refusal(RefusalCode.AMOUNT_OUT_OF_RANGE, faults);
    }

    private static boolean isOutOfRange(Money amount) {
        return amount.compareTo(LARGEST_AMOUNT) > 0 || amount.compareTo(LARGEST_AMOUNT.negated()) < 0;
    }

    private static FieldFault amountOutOfRange(String field) {
        return new FieldFault(field, FieldFault.Code.OUT_OF_RANGE, Map.of("limit", LARGEST_AMOUNT.toString()));
    }

    private static Optional<Refusal> valuesOutOfRange(ReceivedBill bill) {
        List<FieldFault> faults = new ArrayList<>();
        for (int i = 0; i < bill.lines().size() && faults.size() < MOST_FAULTS; i++) {
            ReceivedLine line = bill.lines().get(i);
            range(faults, i, "lineNo", line.lineNo() >= 1);
            long quantity = line.quantity().tenThousandths();
            range(faults, i, "quantity", quantity != 0 && Math.abs(quantity) <= LARGEST_QUANTITY_TEN_THOUSANDTHS);
            long price = line.unitPrice().millionths();
            range(faults, i, "unitPrice", price >= 0 && price <= LARGEST_PRICE_MILLIONTHS);
            long ceiling = line.priceCeiling() == null ? 0 : line.priceCeiling().millionths();
            range(faults, i, "priceCeiling", ceiling >= 0 && ceiling <= LARGEST_PRICE_MILLIONTHS);
            range(faults, i, "selfPayRatio", line.selfPayRatio() == null || line.selfPayRatio().isShare());
        }
        return refusal(RefusalCode.VALUE_OUT_OF_RANGE, faults);
    }

    private static void range(List<FieldFault> faults, int line, String member, boolean holds) {
        if (!holds) {
            faults.add(FieldFault.of("/lines/" + line + "/" + member, FieldFault.Code.OUT_OF_RANGE));
        }
    }

    /** Refuses a discharge before the admission. */
    public static Optional<Refusal> datesOutOfOrder(ReceivedBill bill) {
        return bill.admittedOn() != null && bill.benefitDate().isBefore(bill.admittedOn())
                ? Optional.of(Refusal.of(
                        RefusalCode.DATES_OUT_OF_ORDER,
                        new FieldFault(
                                "/encounter/dischargedOn",
                                FieldFault.Code.OUT_OF_ORDER,
                                Map.of("admittedOn", bill.admittedOn().toString()))))
                : Optional.empty();
    }

    /**
     * Refuses dates that have not come.
     *
     * @param today in the business's time zone
     */
    public static Optional<Refusal> dateInFuture(ReceivedBill bill, LocalDate today) {
        List<FieldFault> faults = new ArrayList<>();
        if (bill.benefitDate().isAfter(today)) {
            String field = bill.admittedOn() == null ? "/encounter/visitedOn" : "/encounter/dischargedOn";
            faults.add(inFuture(field, today));
        }
        for (int i = 0; i < bill.lines().size() && faults.size() < MOST_FAULTS; i++) {
            LocalDate chargedOn = bill.lines().get(i).chargedOn();
            if (chargedOn != null && chargedOn.isAfter(today)) {
                faults.add(inFuture("/lines/" + i + "/chargedOn", today));
            }
        }
        return refusal(RefusalCode.DATE_IN_FUTURE, faults);
    }

    private static FieldFault inFuture(String field, LocalDate today) {
        return new FieldFault(field, FieldFault.Code.IN_FUTURE, Map.of("today", today.toString()));
    }

    /** Refuses two lines with one number. */
    public static Optional<Refusal> duplicateLineNumber(ReceivedBill bill) {
        List<FieldFault> faults = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < bill.lines().size() && faults.size() < MOST_FAULTS; i++) {
            int lineNo = bill.lines().get(i).lineNo();
            if (!seen.add(lineNo)) {
                faults.add(new FieldFault(
                        "/lines/" + i + "/lineNo",
                        FieldFault.Code.DUPLICATE,
                        Map.of("value", Integer.toString(lineNo))));
            }
        }
        return refusal(RefusalCode.DUPLICATE_LINE_NUMBER, faults);
    }

    /** Refuses a total that is not the sum of its lines. */
    public static Optional<Refusal> totalMismatch(ReceivedBill bill) {
        Money sum = Money.ZERO;
        for (ReceivedLine line : bill.lines()) {
            sum = sum.plus(line.amount());
        }
        if (sum.equals(bill.totalAmount())) {
            return Optional.empty();
        }
        Map<String, String> facts =
                Map.of("expected", sum.toString(), "actual", bill.totalAmount().toString());
        return Optional.of(Refusal.of(
                RefusalCode.TOTAL_MISMATCH, new FieldFault("/totalAmount", FieldFault.Code.MISMATCH, facts)));
    }

    private static Optional<Refusal> refusal(RefusalCode code, List<FieldFault> faults) {
        return faults.isEmpty() ? Optional.empty() : Optional.of(Refusal.of(code, faults));
    }
}
