package org.onestop.catalogue;

import java.time.LocalDate;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.ItemTerms;
import org.onestop.bill.FeeType;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;

/**
 * Lists an item, or its terms from a day on.
 *
 * @param terms their ratio and ceiling are null where nothing was said
 * @param from  null means today
 */
record ItemRequest(String itemCode, String name, FeeType feeType, ItemTerms terms, LocalDate from) {

    private static final int CODE = 64;
    private static final int NAME = 200;

    static ItemRequest read(Fields fields) {
        String itemCode = fields.text("itemCode", CODE);
        if (itemCode != null && !CatalogueItem.isCode(itemCode)) {
            fields.fault("itemCode", FieldFault.Code.INVALID_TEXT);
        }
        return new ItemRequest(
                itemCode,
                fields.text("name", NAME),
                fields.choice("feeType", FeeType.class),
                new ItemTerms(
                        fields.choice("catalogueClass", CatalogueClass.class),
                        fields.optionalRatio("selfPayRatio"),
                        fields.optionalPrice("priceCeiling")),
                fields.optionalDate("from"));
    }

    /** The period that is meant. */
    CatalogueItem period(LocalDate today) {
        return new CatalogueItem(itemCode, name.strip(), feeType, terms, from == null ? today : from, null);
    }
}
