package org.onestop.catalogue;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.onestop.adjudication.ItemTerms;
import org.onestop.bill.FeeType;

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
        String itemCode, String name, FeeType feeType, ItemTerms terms, LocalDate from, LocalDate to) {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Whether a text can be an item's code. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    boolean coversDay(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
