package org.onestop.journal;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A page of changes of master data, as answered.
 *
 * @param next where to go on, now or later; never null
 */
public record ChangesView(List<ItemView> items, String next) {

    public static ChangesView of(ChangeFeed.Page page) {
        return new ChangesView(page.entries().stream().map(ItemView::of).toList(), page.next().text());
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
