package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import org.onestop.bill.SplitView;
import org.onestop.money.Money;
import org.onestop.money.Ratio;
import org.onestop.money.Rounding;

/**
 * What was settled in a month, less what was reversed in it, whenever that had been settled: months add up.
 *
 * @param completeTo everything committed before this moment is counted; null before anything was taken in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MonthlyReport(
        YearMonth month,
        OffsetDateTime completeTo,
        Line total,
        List<Line> categories,
        List<Line> hospitals,
        List<Line> divisions,
        List<Payer> payers) {

    /**
     * Settlements added up.
     *
     * @param key           of the group; null for the total, and for what has none
     * @param name          of the hospital or division; null where there is none
     * @param settled       how many were made in the month
     * @param reversed      how many were reversed in the month
     * @param split         the amounts of those made less those of the reversed
     * @param averageBurden what the patient pays, per settlement made less those reversed; half up to the fen; null where
     *                      none is left
     * @param shareCovered  what the funds pay of the total, four decimals, half up; null where there is nothing to cover
     */
    record Line(
            String key,
            @JsonInclude(JsonInclude.Include.NON_NULL) String name,
            long settled,
            long reversed,
            SplitView split,
            Money averageBurden,
            Ratio shareCovered) {

        static Line of(String key, String name, Sums settled, Sums reversed) {
            Sums net = settled.minus(reversed);
            return new Line(
                    key,
                    name,
                    settled.count(),
                    reversed.count(),
                    net.split(),
                    net.count() <= 0
                            ? null
                            : Money.ofFen(Rounding.HALF_UP_TO_FEN.divide(net.split().patientPays().fen(), net.count())),
                    share(net.split().fundTotal(), net.split().total()));
        }
    }

    /**
     * What one of those pays who share the bills.
     *
     * @param payer as the split names it
     * @param share of the total, four decimals, half up; null where there is nothing to share
     */
    record Payer(String payer, Money amount, Ratio share) {}

    static List<Payer> payers(SplitView split) {
        return List.of(
                payer("basic", split.basic(), split),
                payer("criticalIllness", split.criticalIllness(), split),
                payer("medicalAssistance", split.medicalAssistance(), split),
                payer("tiltAid", split.tiltAid(), split),
                payer("patientPays", split.patientPays(), split));
    }

    private static Payer payer(String name, Money amount, SplitView split) {
        return new Payer(name, amount, share(amount, split.total()));
    }

    private static Ratio share(Money part, Money whole) {
        return whole.isPositive() && !part.isNegative()
                ? new Ratio(Math.toIntExact(
                        Rounding.HALF_UP_TO_FEN.multiplyAndDivide(part.fen(), Ratio.SCALE, whole.fen())))
                : null;
    }
}
