package org.onestop.bill;

import java.time.LocalDate;
import org.onestop.adjudication.BillLine;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.ItemTerms;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/**
 * One line of a bill as received.
 *
 * @param chargedOn      null where not sent
 * @param catalogueClass declared class; null where not sent
 * @param selfPayRatio   declared first-pay ratio; null where not sent
 * @param priceCeiling   declared ceiling per unit; null where not sent
 */
public record ReceivedLine(
        int lineNo,
        String itemCode,
        String name,
        FeeType feeType,
        Quantity quantity,
        UnitPrice unitPrice,
        Money amount,
        LocalDate chargedOn,
        CatalogueClass catalogueClass,
        Ratio selfPayRatio,
        UnitPrice priceCeiling) {

    /** This line as the rule reads it; {@code listed} is null where the catalogue does not know the item. */
    BillLine toBillLine(ItemTerms listed) {
        boolean undeclared = catalogueClass == null && selfPayRatio == null && priceCeiling == null;
        ItemTerms declared = undeclared ? null : new ItemTerms(catalogueClass, selfPayRatio, priceCeiling);
        return new BillLine(lineNo, itemCode, quantity, unitPrice, amount, chargedOn, declared, listed);
    }
}
