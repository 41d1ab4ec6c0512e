package org.onestop.bill;

import java.util.List;
import org.onestop.adjudication.Tier;
import org.onestop.adjudication.TierResult;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/**
 * What one tier did, as answered.
 *
 * @param capRemaining null where there is no cap
 */
public record TierView(
        Tier tier, Money base, Money deductible, Money eligible, Money paid, Money capRemaining, List<BandView> bands) {

    /**
     * One band's part.
     *
     * @param to null where the band has no end
     */
    public record BandView(Money from, Money to, Ratio rate, Money amount, Money paid) {}

    public static TierView of(TierResult result) {
        return new TierView(
                result.tier(),
                result.base(),
                result.deductible(),
                result.eligible(),
                result.paid(),
                result.capRemaining(),
                result.bands().stream()
                        .map(band -> new BandView(band.from(), band.to(), band.rate(), band.amount(), band.paid()))
                        .toList());
    }
}
