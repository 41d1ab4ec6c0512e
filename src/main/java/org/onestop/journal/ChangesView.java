package org.onestop.journal;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A page of changes of master data, as answered.
 *
 * @param next where to go on; never null
 * @param more whether there may be more already; otherwise the reader has caught up
 */
public record ChangesView(List<ItemView> items, String next, boolean more) {

    public static ChangesView of(ChangeFeed.Page page) {
        return new ChangesView(page.entries().stream().map(ItemView::of).toList(), page.next().text(), page.more());
    }

    /**
     * One change.
     *
     * @param from first day of its effect
     * @param to   last day of its effect; null while that is open
     */
    public record ItemView(
            String kind,
            String object,
            LocalDate from,
            LocalDate to,
            OffsetDateTime recordedAt,
            @JsonRawValue String facts) {

        static ItemView of(ChangeFeed.Entry entry) {
            Changes.Change change = entry.change();
            return new ItemView(
                    change.kind(), change.object(), change.from(), change.to(), entry.recordedAt(), change.facts());
        }
    }
}
