package org.onestop.adjudication;

import java.util.List;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/**
 * What one tier did.
 *
 * @param tier         not null
 * @param base         what the tier started from
 * @param deductible   deductible (or threshold) applied to this bill
 * @param eligible     base less deductible
 * @param paid         what the tier pays
 * @param capRemaining what is left of the yearly cap afterwards; null where there is no cap or the tier had no part
 *     in the bill
 * @param bands        how the payment came together; not null, may be empty
 */
public record TierResult(
        Tier tier, Money base, Money deductible, Money eligible, Money paid, Money capRemaining, List<BandResult> bands) {

    public TierResult {
        bands = List.copyOf(bands);
    }

    /** A tier that had nothing to do. */
    static TierResult nothing(Tier tier) {
        return new TierResult(tier, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, null, List.of());
    }

    /**
     * One band's part.
     *
     * @param to   null where the band has no end
     * @param paid the band's part rounded by itself, for showing; the tier's payment is rounded once over all bands
     */
    public record BandResult(Money from, Money to, Ratio rate, Money amount, Money paid) {}
}
