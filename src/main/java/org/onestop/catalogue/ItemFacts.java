package org.onestop.catalogue;

import org.onestop.adjudication.ItemTerms;
import org.onestop.bill.FeeType;
import org.onestop.money.UnitPrice;

/** What is so of an item in a period. */
record ItemFacts(String name, FeeType feeType, ItemTerms terms) {

    private static final long LARGEST_CEILING_MILLIONTHS = 99_999_999_999_999L;

    static ItemFacts of(CatalogueItem item) {
        return new ItemFacts(item.name(), item.feeType(), item.terms());
    }

    /** What of an item is out of range, by its name in requests; null where nothing is. */
    static String outOfRange(CatalogueItem item) {
        if (!CatalogueItem.isCode(item.itemCode())) {
            return "itemCode";
        }
        return outOfRange(item.terms());
    }

    private static String outOfRange(ItemTerms terms) {
        if (terms.firstPayRatio() != null && !terms.firstPayRatio().isShare()) {
            return "selfPayRatio";
        }
        UnitPrice ceiling = terms.priceCeiling();
        return ceiling != null && (ceiling.millionths() < 0 || ceiling.millionths() > LARGEST_CEILING_MILLIONTHS)
                ? "priceCeiling"
                : null;
    }
}
