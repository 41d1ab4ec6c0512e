package org.onestop.adjudication;

import java.util.List;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/**
 * Slices of an amount, each with its own rate (分段). They join without a gap; the last one may be open.
 *
 * @param bands at least one; each begins where the one before ends
 */
public record Bands(List<Band> bands) {

    public Bands {
        bands = List.copyOf(bands);
    }

    /**
     * One slice.
     *
     * @param from lower bound, not null
     * @param to   upper bound; null where the slice has no end
     * @param rate share that is paid of what lies in the slice
     */
    public record Band(Money from, Money to, Ratio rate) {}
}
