package org.onestop.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.onestop.bill.SplitView;
import org.onestop.money.Money;

/**
 * Settlements added up, exact to the fen.
 *
 * @param count how many
 */
record Sums(long count, SplitView split, Money mutualAidExpected) {

    /** The amounts of {@code audit_settlement}, in the order in which {@link #split} reads them. */
    static final List<String> AMOUNTS = List.of(
            "total",
            "own_pay",
            "over_ceiling",
            "first_pay",
            "in_scope",
            "basic",
            "critical_illness",
            "medical_assistance",
            "tilt_aid",
            "patient_pays",
            "mutual_aid_expected");

    /** Adds rows up: their count, then each of {@link #AMOUNTS}. */
    static final String COLUMNS =
            "count(*), " + AMOUNTS.stream().map(each -> "coalesce(sum(" + each + "), 0)").collect(Collectors.joining(", "));

    static final Sums NOTHING = new Sums(0, split(new long[AMOUNTS.size()]), Money.ZERO);

    /** Reads {@link #COLUMNS}. */
    static Sums read(ResultSet row, int first) throws SQLException {
        return new Sums(row.getLong(first), split(row, first + 1), AuditStatements.fen(row, first + AMOUNTS.size()));
    }

    /** Reads the split of {@link #AMOUNTS}. */
    static SplitView split(ResultSet row, int first) throws SQLException {
        long[] amounts = new long[AMOUNTS.size()];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = row.getLong(first + i);
        }
        return split(amounts);
    }

    private static SplitView split(long[] fen) {
        Money[] amount = new Money[fen.length];
        for (int i = 0; i < fen.length; i++) {
            amount[i] = Money.ofFen(fen[i]);
        }
        Money funds = amount[5].plus(amount[6]).plus(amount[7]).plus(amount[8]);
        return new SplitView(
                amount[0], amount[1], amount[2], amount[3], amount[4], amount[5], amount[6], amount[7], amount[8], funds,
                amount[9]);
    }

    Sums plus(Sums other) {
        return combined(other, 1);
    }

    Sums minus(Sums other) {
        return combined(other, -1);
    }

    private Sums combined(Sums other, int sign) {
        long[] sum = fen();
        long[] more = other.fen();
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(sum[i], Math.multiplyExact(sign, more[i]));
        }
        return new Sums(count + sign * other.count, split(sum), Money.ofFen(sum[sum.length - 1]));
    }

    private long[] fen() {
        return new long[] {
            split.total().fen(), split.ownPay().fen(), split.overCeiling().fen(), split.firstPay().fen(),
            split.inScope().fen(), split.basic().fen(), split.criticalIllness().fen(), split.medicalAssistance().fen(),
            split.tiltAid().fen(), split.patientPays().fen(), mutualAidExpected.fen()
        };
    }
}
