package org.onestop.catalogue;

import java.time.LocalDate;
import org.onestop.adjudication.ItemTerms;

/**
 * An item of the catalogue in one period.
 *
 * @param itemCode national code; not null
 * @param feeType  kind of fee, as in a bill's lines; not null
 * @param terms    on which it is covered; its class is not null
 * @param from     first day
 * @param to       last day; null while the period is open
 */
public record CatalogueItem(
        String itemCode, String name, String feeType, ItemTerms terms, LocalDate from, LocalDate to) {

    boolean coversDay(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
