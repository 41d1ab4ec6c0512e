package org.onestop.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.onestop.adjudication.ItemTerms;
import org.onestop.history.Verdict;
import org.onestop.journal.Changes;

/** Looks items up in a copy held in memory; a bill of 5,000 lines asks the database nothing. */
@ApplicationScoped
public class Catalogue {

    private final CatalogueRepository items;
    private final CatalogueHistory history;
    private volatile Listing listing = new Listing(-1, Map.of());

    Catalogue(CatalogueRepository items, CatalogueHistory history) {
        this.items = items;
        this.history = history;
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
        boolean isThere = items.periods(item.itemCode()).stream().anyMatch(period -> period.validFrom.equals(item.from()));
        if (!isThere) {
            history.apply(Changes.Author.SERVICE, List.of(item));
        }
    }

    /**
     * Brings many rows in at once, inside the caller's transaction, each judged as if the rows before it had been applied. A
     * row without a last day counts until the next period begins; one that begins on the same day as a period on record
     * corrects it; an old row brought again takes back nothing.
     *
     * @return one verdict a row, in the rows' order
     * @throws IllegalStateException where the database refused; the caller's transaction, or what it did since its last
     *     savepoint, must be rolled back and may be tried again
     */
    @Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = RuntimeException.class)
    public List<Verdict> apply(Changes.Author author, List<CatalogueItem> rows) {
        return history.apply(author, rows);
    }
}
