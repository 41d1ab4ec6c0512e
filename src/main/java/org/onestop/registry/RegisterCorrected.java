package org.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Published inside the transaction that changes what people count as on days that have passed: settlements of those days
 * stay as they were made, and whoever audits them may want to know.
 *
 * @param fileNo  of the household; null where it is not of one, such as a person's insurance
 * @param persons whose standing changed; not null
 * @param from    first day that is affected; not null
 * @param to      last day that is affected; null where it has no end
 * @param reason  what happened, as in the change record, such as {@code CATEGORY_EXITED}
 */
public record RegisterCorrected(String fileNo, List<UUID> persons, LocalDate from, LocalDate to, String reason) {

    public RegisterCorrected {
        persons = List.copyOf(persons);
    }
}
