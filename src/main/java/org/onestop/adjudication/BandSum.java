package org.onestop.adjudication;

import java.util.ArrayList;
import java.util.List;
import org.onestop.money.Money;
import org.onestop.money.Ratio;
import org.onestop.money.Rounding;

/**
 * What bands make of an interval of an amount: (from, to], each part at its band's rate, summed exactly and rounded
 * once.
 *
 * @param below          what was taken off both ends before the bands began; nothing where bounds are gross
 * @param tenThousandths the exact sum, in ten-thousandths of a fen
 */
record BandSum(Bands bands, Ratio points, Money below, Money from, Money to, long tenThousandths) {

    /** Sums the bands over the interval; an interval that ends before it begins is empty. */
    static BandSum of(Bands bands, Money from, Money to) {
        return of(bands, Ratio.ZERO, from, to);
    }

    /**
     * As {@link #of(Bands, Money, Money)}, with every rate raised.
     *
     * @param points added to every rate, up to a rate of one
     */
    static BandSum of(Bands bands, Ratio points, Money from, Money to) {
        return of(bands, points, Money.ZERO, from, to);
    }

    /** As {@link #of(Bands, Ratio, Money, Money)}, where the bands begin above an amount that has no part in them. */
    static BandSum above(Money below, Bands bands, Ratio points, Money from, Money to) {
        return of(bands, points, below, Room.left(from, below), Room.left(to, below));
    }

    private static BandSum of(Bands bands, Ratio points, Money below, Money from, Money to) {
        long sum = 0;
        for (Bands.Band band : bands.bands()) {
            long part = part(band, from, to);
            sum = Math.addExact(sum, Math.multiplyExact(part, (long) rate(band, points).tenThousandths()));
        }
        return new BandSum(bands, points, below, from, to, sum);
    }

    Money rounded() {
        return Money.ofFen(Rounding.HALF_UP_TO_FEN.divide(tenThousandths, Ratio.SCALE));
    }

    /** Each band that has a part, with that part rounded by itself, for showing. */
    List<TierResult.BandResult> results() {
        List<TierResult.BandResult> results = new ArrayList<>(bands.bands().size());
        for (Bands.Band band : bands.bands()) {
            Money part = Money.ofFen(part(band, from, to));
            if (!part.isZero()) {
                Ratio rate = rate(band, points);
                results.add(new TierResult.BandResult(
                        band.from(), band.to(), rate, part, rate.of(part, Rounding.HALF_UP_TO_FEN)));
            }
        }
        return results;
    }

    private static Ratio rate(Bands.Band band, Ratio points) {
        return points.isZero() ? band.rate() : band.rate().plus(points).min(Ratio.ONE);
    }

    private static long part(Bands.Band band, Money from, Money to) {
        long low = Math.max(band.from().fen(), from.fen());
        long high = band.to() == null ? to.fen() : Math.min(band.to().fen(), to.fen());
        return Math.max(0, high - low);
    }

    /**
     * The sum as a formula that shows the bounds: {@code 10000.00 × 0.80 + (29600.00 - 10000.00) × 0.85}, or
     * {@code 0.00} where nothing is in any band.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Bands.Band band : bands.bands()) {
            Money low = band.from().max(from);
            Money high = band.to() == null ? to : band.to().min(to);
            if (high.compareTo(low) > 0) {
                text.append(text.isEmpty() ? "" : " + ")
                        .append(part(low, high))
                        .append(" × ")
                        .append(rate(band, points));
            }
        }
        return text.isEmpty() ? "0.00" : text.toString();
    }

    private String part(Money low, Money high) {
        boolean net = !below.isZero() && high.equals(to);
        String end = net ? high.plus(below) + " - " + below : high.toString();
        if (low.isZero()) {
            return net ? "(" + end + ")" : end;
        }
        return "(" + end + " - " + low + ")";
    }
}
