package org.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.onestop.access.Area;

/**
 * One member of one household, as a bulk load brings them: what is of the household stands in each of its rows.
 *
 * @param fileNo        of the household; not null
 * @param area          where the household lives, a community; not null
 * @param idNumber      not null
 * @param name          not null
 * @param relation      to the head; not null
 * @param seriouslyIll  whether this is the member named as seriously ill
 * @param from          first day of the membership, and of the household's living in the area; not null
 * @param to            last day of the membership; null while it is open
 * @param categories    that the household holds or held; not null, may be empty
 */
public record HouseholdRow(
        String fileNo,
        Area area,
        IdNumber idNumber,
        PersonName name,
        Relation relation,
        boolean seriouslyIll,
        LocalDate from,
        LocalDate to,
        List<CategoryPeriod> categories) {

    public HouseholdRow {
        categories = List.copyOf(categories);
    }
}
