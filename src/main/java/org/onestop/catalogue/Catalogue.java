package org.onestop.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.onestop.adjudication.ItemTerms;

/** Looks items up in a copy held in memory; a bill of 5,000 lines asks the database nothing. */
@ApplicationScoped
public class Catalogue {

    private final CatalogueRepository items;
    private volatile Listing listing = new Listing(-1, Map.of());

    Catalogue(CatalogueRepository items) {
        this.items = items;
    }

    /** The catalogue as of one version of the table. */
    public static final class Listing {

        private final long version;
        private final Map<String, List<CatalogueItem>> byCode;

        Listing(long version, Map<String, List<CatalogueItem>> byCode) {
            this.version = version;
            this.byCode = byCode;
        }

        /** On which terms an item is listed on a day; null where it is not. */
        public ItemTerms terms(String itemCode, LocalDate on) {
            for (CatalogueItem item : byCode.getOrDefault(itemCode, List.of())) {
                if (item.coversDay(on)) {
                    return item.terms();
                }
            }
            return null;
        }
    }

    /**
     * The catalogue.
     *
     * @param version of the table that it must have reached
     */
    public Listing listing(long version) {
        if (!hasReached(version)) {
            refresh(version);
        }
        return listing;
    }

    /** Whether looking up at a version asks the database nothing. */
    public boolean hasReached(long version) {
        return listing.version >= version;
    }

    /** One at a time: whoever comes meanwhile waits for that one's copy instead of reading one of its own. */
    private synchronized void refresh(long version) {
        if (!hasReached(version)) {
            listing = items.listing();
        }
    }

    /** The catalogue as it is now; asks the database. */
    @Transactional
    public Listing current() {
        return listing(items.version());
    }

    /** Lists an item, unless a period of it that begins on that day is there already. */
    @Transactional
    public void list(CatalogueItem item) {
        CatalogueItemEntity.Key key = new CatalogueItemEntity.Key();
        key.itemCode = item.itemCode();
        key.validFrom = item.from();
        if (items.findByIdOptional(key).isPresent()) {
            return;
        }
        CatalogueItemEntity entity = new CatalogueItemEntity();
        entity.itemCode = item.itemCode();
        entity.validFrom = item.from();
        entity.validTo = item.to();
        entity.name = item.name();
        entity.feeType = item.feeType();
        entity.catalogueClass = item.terms().catalogueClass();
        entity.firstPayRatio = item.terms().firstPayRatio() == null ? null : item.terms().firstPayRatio().tenThousandths();
        entity.priceCeiling = item.terms().priceCeiling() == null ? null : item.terms().priceCeiling().millionths();
        items.persist(entity);
    }
}
