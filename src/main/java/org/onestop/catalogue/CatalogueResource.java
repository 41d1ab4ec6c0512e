package org.onestop.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.bill.FeeType;
import org.onestop.http.Cursor;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.journal.ChangeFeed;
import org.onestop.journal.Changes;
import org.onestop.journal.ChangesView;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** The catalogue on record, and who changes it. */
@Path("/api/v1/catalogue")
@Tag(name = "master-data")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class CatalogueResource {

    private static final Map<String, RefusalCode> GUARDS = Map.of("catalogue_item_once", RefusalCode.PERIOD_OVERLAP);
    private static final Commands.Kind RECORD = new Commands.Kind("RECORD_ITEM", GUARDS);
    private static final Commands.Kind END = new Commands.Kind("END_ITEM", GUARDS);
    private static final int KIND = 48;
    private static final int QUERY = 100;

    private final CatalogueRecords records;
    private final CatalogueRepository items;
    private final ChangeFeed feed;
    private final Commands commands;
    private final Callers callers;
    private final BusinessClock clock;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    CatalogueResource(
            CatalogueRecords records,
            CatalogueRepository items,
            ChangeFeed feed,
            Commands commands,
            Callers callers,
            BusinessClock clock) {
        this.records = records;
        this.items = items;
        this.feed = feed;
        this.commands = commands;
        this.callers = callers;
        this.clock = clock;
    }

    /** An item on one day; nulls as in {@link ItemView.PeriodView}. */
    record Item(
            String itemCode,
            String name,
            FeeType feeType,
            CatalogueClass catalogueClass,
            Ratio selfPayRatio,
            UnitPrice priceCeiling,
            LocalDate from,
            LocalDate to) {

        static Item of(CatalogueItemEntity entity) {
            CatalogueItem item = entity.toItem();
            return new Item(
                    item.itemCode(),
                    item.name(),
                    item.feeType(),
                    item.terms().catalogueClass(),
                    item.terms().firstPayRatio(),
                    item.terms().priceCeiling(),
                    item.from(),
                    item.to());
        }
    }

    /**
     * One page of the catalogue on a day.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(LocalDate on, List<Item> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    @POST
    @Path("items")
    @Operation(operationId = "recordItem", summary = "登记目录项目或其新时期 List an item, or its terms from a day on")
    public Response record(InputStream body) {
        return commands.run(
                RECORD,
                new Commands.Envelope(headers, uri, body),
                caller -> caller.require(Role.POLICY_ADMIN),
                ItemRequest::read,
                records::record);
    }

    @POST
    @Path("items/{itemCode}/end")
    @Operation(operationId = "endItem", summary = "目录项目终止 End an item's open period")
    public Response end(@PathParam("itemCode") String itemCode, InputStream body) {
        return commands.run(
                END,
                new Commands.Envelope(headers, uri, body),
                caller -> caller.require(Role.POLICY_ADMIN),
                fields -> fields.date("lastDay"),
                (caller, lastDay) -> records.end(caller, itemCode, lastDay));
    }

    @GET
    @Path("items")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "listItems", summary = "某日的目录 The catalogue on a day")
    public Page list(
            @QueryParam("on") String on, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "on", "query", "limit", "cursor");
        LocalDate day = Optional.ofNullable(Queries.date("on", on)).orElseGet(clock::today);
        String text = Optional.ofNullable(Queries.text(uri.getQueryParameters(), "query", QUERY)).orElse("");
        int size = Queries.limit(limit);
        String after = cursor == null ? "" : Cursor.read(cursor, 1).get(0);
        requireReader();
        List<CatalogueItemEntity> found = items.page(day, text, after, size + 1);
        return new Page(
                day,
                found.stream().limit(size).map(Item::of).toList(),
                found.size() <= size ? null : Cursor.of(found.get(size - 1).itemCode));
    }

    @GET
    @Path("items/{itemCode}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readItem", summary = "一个目录项目的全部时期 All periods of an item")
    public ItemView read(@PathParam("itemCode") String itemCode) {
        Queries.onlyKnown(uri.getQueryParameters());
        requireReader();
        List<CatalogueItemEntity> periods = CatalogueItem.isCode(itemCode) ? items.periods(itemCode) : List.of();
        if (periods.isEmpty()) {
            throw Refusal.of(RefusalCode.ITEM_NOT_FOUND).asException();
        }
        return ItemView.of(itemCode, periods);
    }

    @GET
    @Path("changes")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "followCatalogue", summary = "目录变更 The changes of the catalogue")
    public ChangesView changes(
            @QueryParam("after") String after, @QueryParam("limit") String limit, @QueryParam("kind") String kind) {
        Queries.onlyKnown(uri.getQueryParameters(), "after", "limit", "kind");
        String wanted = Queries.text(uri.getQueryParameters(), "kind", KIND);
        int size = Queries.limit(limit);
        ChangeFeed.Position position = ChangeFeed.Position.read(after);
        requireReader();
        return ChangesView.of(feed.read(ChangeFeed.Wanted.all(Changes.Topic.CATALOGUE, wanted), position, size));
    }

    private void requireReader() {
        Caller caller = callers.current();
        caller.require(Role.HOSPITAL, Role.CIVIL_AFFAIRS_AUDITOR, Role.POLICY_ADMIN);
        if (caller.is(Role.HOSPITAL)) {
            caller.requireHospital();
        }
    }
}
