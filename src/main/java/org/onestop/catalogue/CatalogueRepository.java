package org.onestop.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** The catalogue's items, in the periods that count. */
@ApplicationScoped
class CatalogueRepository implements PanacheRepositoryBase<CatalogueItemEntity, Long> {

    private static final String ON_DAY = "supersededAt is null and validFrom <= ?1 and (validTo is null or validTo >= ?1)";

    /** The version is read first: a change that comes in between is then read again, never missed. */
    @Transactional
    Catalogue.Listing listing() {
        long version = version();
        return new Catalogue.Listing(
                version,
                list("supersededAt is null").stream()
                        .map(CatalogueItemEntity::toItem)
                        .collect(Collectors.groupingBy(CatalogueItem::itemCode)));
    }

    long version() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select version from reference_version where name = 'catalogue'")
                        .getSingleResult())
                .longValue();
    }

    /** All periods of an item, in the order of their days; empty where there is none of that code. */
    @Transactional
    List<CatalogueItemEntity> periods(String itemCode) {
        return list("supersededAt is null and itemCode = ?1 order by validFrom", itemCode);
    }

    /**
     * Items on a day, in the order of their codes.
     *
     * @param text  a part of the code or of the name; empty for any
     * @param after the code where the page before ended; empty for the first
     */
    @Transactional
    List<CatalogueItemEntity> page(LocalDate on, String text, String after, int limit) {
        return find(
                        ON_DAY + " and (locate(lower(?2), lower(itemCode)) > 0 or locate(lower(?2), lower(name)) > 0)"
                                + " and itemCode > ?3 order by itemCode",
                        on,
                        text,
                        after)
                .page(0, limit)
                .list();
    }
}
