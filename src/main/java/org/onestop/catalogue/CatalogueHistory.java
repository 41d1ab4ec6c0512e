package org.onestop.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onestop.history.Periods;
import org.onestop.history.Span;
import org.onestop.history.Verdict;
import org.onestop.journal.Changes;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Changes what is on record of items, inside the caller's transaction, and tells of each change. */
@ApplicationScoped
class CatalogueHistory {

    private static final String LISTED = "ITEM_LISTED";
    private static final String CHANGED = "ITEM_CHANGED";
    private static final String ENDED = "ITEM_ENDED";

    private final AgroalDataSource database;
    private final Changes changes;
    private final ObjectMapper json;
    private final BusinessClock clock;

    CatalogueHistory(AgroalDataSource database, Changes changes, ObjectMapper json, BusinessClock clock) {
        this.database = database;
        this.changes = changes;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Applies rows one after another.
     *
     * @return one verdict a row, in the rows' order
     */
    List<Verdict> apply(Changes.Author author, List<CatalogueItem> rows) {
        try (Connection connection = database.getConnection()) {
            CatalogueTable table = new CatalogueTable(connection);
            Map<String, Periods<ItemFacts>> byCode =
                    table.read(rows.stream().map(CatalogueItem::itemCode).toList());
            List<Verdict> verdicts = new ArrayList<>(rows.size());
            for (CatalogueItem row : rows) {
                String outOfRange = ItemFacts.outOfRange(row);
                verdicts.add(
                        outOfRange == null
                                ? byCode.get(row.itemCode()).apply(ItemFacts.of(row), row.from(), row.to())
                                : Verdict.refused(RefusalCode.VALUE_OUT_OF_RANGE, outOfRange));
            }
            table.write(byCode, clock.now());
            tell(author, byCode, CHANGED);
            return verdicts;
        } catch (SQLException e) {
            throw new IllegalStateException("items could not be written", e);
        }
    }

    /** Ends the open period of an item that is on record. */
    Verdict end(Changes.Author author, String itemCode, LocalDate lastDay) {
        try (Connection connection = database.getConnection()) {
            CatalogueTable table = new CatalogueTable(connection);
            Map<String, Periods<ItemFacts>> byCode = table.read(List.of(itemCode));
            Verdict verdict = byCode.get(itemCode).end(lastDay);
            table.write(byCode, clock.now());
            tell(author, byCode, ENDED);
            return verdict;
        } catch (SQLException e) {
            throw new IllegalStateException("an item could not be ended", e);
        }
    }

    private void tell(Changes.Author author, Map<String, Periods<ItemFacts>> byCode, String kind) {
        List<Changes.Change> told = new ArrayList<>();
        byCode.forEach((itemCode, periods) -> periods.affected()
                .ifPresent(days -> told.add(change(itemCode, periods, days, periods.wereUnknown() ? LISTED : kind))));
        changes.append(author, Changes.Topic.CATALOGUE, told);
    }

    /** The facts are all periods as they are on record now: who follows the feed replaces what it holds of the item. */
    private Changes.Change change(String itemCode, Periods<ItemFacts> periods, Span days, String kind) {
        List<ItemView.PeriodView> now =
                periods.all().stream().map(ItemView.PeriodView::of).toList();
        try {
            return new Changes.Change(
                    kind,
                    itemCode,
                    null,
                    null,
                    null,
                    days.from(),
                    days.to(),
                    json.writeValueAsString(Map.of("periods", now)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the facts of a change could not be written", e);
        }
    }
}
