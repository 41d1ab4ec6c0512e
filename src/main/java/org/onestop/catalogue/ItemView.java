package org.onestop.catalogue;

import java.time.LocalDate;
import java.util.List;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.ItemTerms;
import org.onestop.bill.FeeType;
import org.onestop.history.Periods.Period;
import org.onestop.history.Span;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/** An item with all its periods, as answered. */
record ItemView(String itemCode, List<PeriodView> periods) {

    static ItemView of(String itemCode, List<CatalogueItemEntity> periods) {
        return new ItemView(itemCode, periods.stream().map(PeriodView::of).toList());
    }

    /**
     * One period.
     *
     * @param selfPayRatio null where the policy's default counts
     * @param priceCeiling null where there is none
     * @param to           null while it is open
     */
    record PeriodView(
            String name,
            FeeType feeType,
            CatalogueClass catalogueClass,
            Ratio selfPayRatio,
            UnitPrice priceCeiling,
            LocalDate from,
            LocalDate to) {

        static PeriodView of(CatalogueItemEntity period) {
            CatalogueItem item = period.toItem();
            return of(ItemFacts.of(item), new Span(item.from(), item.to()));
        }

        static PeriodView of(Period<ItemFacts> period) {
            return of(period.content(), period.span());
        }

        private static PeriodView of(ItemFacts facts, Span span) {
            ItemTerms terms = facts.terms();
            return new PeriodView(
                    facts.name(),
                    facts.feeType(),
                    terms.catalogueClass(),
                    terms.firstPayRatio(),
                    terms.priceCeiling(),
                    span.from(),
                    span.to());
        }
    }
}
