package org.onestop.adjudication;

import java.time.LocalDate;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.UnitPrice;

/**
 * One line of a bill, with what the hospital declared and what the catalogue knew on the day.
 *
 * @param lineNo    the hospital's number of the line, from 1
 * @param itemCode  national code of the item; not null
 * @param quantity  not zero; negative on a refund line
 * @param unitPrice not negative
 * @param amount    as stated by the hospital; must equal quantity times price within one fen
 * @param chargedOn null where the hospital did not say; then the benefit date stands for it
 * @param declared  what the hospital declared; null where it declared nothing
 * @param listed    what the catalogue says for the item on {@code chargedOn}; null where it does not know the item
 */
public record BillLine(
        int lineNo,
        String itemCode,
        Quantity quantity,
        UnitPrice unitPrice,
        Money amount,
        LocalDate chargedOn,
        ItemTerms declared,
        ItemTerms listed) {}
