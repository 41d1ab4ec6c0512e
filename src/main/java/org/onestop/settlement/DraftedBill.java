package org.onestop.settlement;

import java.time.LocalDate;
import java.util.UUID;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.Split;
import org.onestop.money.Money;

/**
 * A stored bill under a draft.
 *
 * @param person          whose
 * @param category        as settled; null for none
 * @param assistanceClass as settled; null for none
 * @param paid            as settled
 * @param mutualAidPaid   expected as settled
 * @param would           what the draft makes of it; as settled where it makes nothing
 * @param decided         whether the draft could be applied: the bill could be read, and was not refused
 */
public record DraftedBill(
        UUID person,
        String hospitalCode,
        Scheme scheme,
        String category,
        Integer assistanceClass,
        LocalDate benefitDate,
        Split paid,
        Money mutualAidPaid,
        Split would,
        Money mutualAidWould,
        boolean decided) {}
