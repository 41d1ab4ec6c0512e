package org.onestop.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import org.onestop.access.Caller;
import org.onestop.history.Verdict;
import org.onestop.history.Verdict.State;
import org.onestop.idempotency.Commands;
import org.onestop.journal.Changes;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** What the keeper of the catalogue asks for. Days may lie ahead: a catalogue is published before it is in force. */
@ApplicationScoped
class CatalogueRecords {

    private final CatalogueHistory history;
    private final CatalogueRepository items;
    private final BusinessClock clock;

    CatalogueRecords(CatalogueHistory history, CatalogueRepository items, BusinessClock clock) {
        this.history = history;
        this.items = items;
        this.clock = clock;
    }

    /**
     * Lists an item, or its terms from a day on.
     *
     * @throws org.onestop.refusal.RefusedException value-out-of-range, period-overlap
     */
    Commands.Made record(Caller caller, ItemRequest request) {
        CatalogueItem period = request.period(clock.today());
        Verdict verdict = history.apply(author(caller), List.of(period)).get(0).orRefuse();
        ItemView made = view(period.itemCode());
        return verdict.state() == State.UNCHANGED
                ? Commands.Made.ok(made)
                : Commands.Made.created(link(period.itemCode()), made);
    }

    /**
     * Ends the open period of an item.
     *
     * @throws org.onestop.refusal.RefusedException item-not-found, dates-out-of-order, period-ended
     */
    Commands.Made end(Caller caller, String itemCode, LocalDate lastDay) {
        if (!CatalogueItem.isCode(itemCode) || items.periods(itemCode).isEmpty()) {
            throw Refusal.of(RefusalCode.ITEM_NOT_FOUND).asException();
        }
        history.end(author(caller), itemCode, lastDay).orRefuse();
        return Commands.Made.ok(view(itemCode));
    }

    private ItemView view(String itemCode) {
        return ItemView.of(itemCode, items.periods(itemCode));
    }

    private static Changes.Author author(Caller caller) {
        return new Changes.Author(caller.clientId(), caller.subject());
    }

    private static String link(String itemCode) {
        return "/api/v1/catalogue/items/" + itemCode;
    }
}
