package org.onestop.settlement;

import java.util.List;
import java.util.stream.Stream;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.SchemeAccumulators;
import org.onestop.money.Money;

/**
 * What a settlement adds to a person's year, or a reversal takes back: one number for each of {@link #COLUMNS}, in
 * fen, but the first, which counts admissions.
 */
record Movement(Scheme scheme, long[] values) {

    /** The names of the numbers; a stored settlement keeps them with the prefix {@code moved_}. */
    static final List<String> COLUMNS = Stream.of(
                    Stream.of("admissions"),
                    AccumulatorColumns.OF_SCHEME.stream(),
                    AccumulatorColumns.COMMON.stream())
            .flatMap(part -> part)
            .toList();

    /** The difference that one settlement under a scheme made. */
    static Movement between(Accumulators before, Accumulators after, Scheme scheme) {
        long[] from = numbers(before, scheme);
        long[] to = numbers(after, scheme);
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.subtractExact(to[i], from[i]);
        }
        return new Movement(scheme, to);
    }

    /** The same with the opposite sign. */
    Movement negated() {
        long[] opposite = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            opposite[i] = Math.negateExact(values[i]);
        }
        return new Movement(scheme, opposite);
    }

    /** The totals after a movement. */
    static Accumulators applied(Accumulators totals, Movement movement) {
        long[] sum = numbers(totals, movement.scheme());
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(sum[i], movement.values()[i]);
        }
        SchemeAccumulators own = new SchemeAccumulators(
                Money.ofFen(sum[1]),
                Money.ofFen(sum[2]),
                Money.ofFen(sum[3]),
                Money.ofFen(sum[4]),
                Money.ofFen(sum[5]),
                Money.ofFen(sum[6]),
                Money.ofFen(sum[7]),
                Money.ofFen(sum[8]));
        return new Accumulators(
                        Math.toIntExact(sum[0]),
                        totals.resident(),
                        totals.employee(),
                        Money.ofFen(sum[9]),
                        Money.ofFen(sum[10]),
                        Money.ofFen(sum[11]),
                        Money.ofFen(sum[12]),
                        Money.ofFen(sum[13]))
                .with(movement.scheme(), own);
    }

    /** The totals, as numbers in the order of {@link #COLUMNS}. */
    static long[] numbers(Accumulators totals, Scheme scheme) {
        SchemeAccumulators own = totals.of(scheme);
        return new long[] {
            totals.admissions(),
            own.basicPaid().fen(),
            own.basicCost().fen(),
            own.outpatientDeductible().fen(),
            own.outpatientPaid().fen(),
            own.chronicDeductible().fen(),
            own.chronicPaid().fen(),
            own.criticalBase().fen(),
            own.criticalPaid().fen(),
            totals.assistanceDeductible().fen(),
            totals.assistancePaid().fen(),
            totals.tiltThreshold().fen(),
            totals.tiltPaid().fen(),
            totals.mutualAidBurden().fen()
        };
    }
}
