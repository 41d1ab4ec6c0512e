package org.onestop.audit;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Queries;
import org.onestop.registry.Purpose;

/** The auditor looks through settlements. */
@Path("/api/v1/audit/settlements")
@Tag(name = "audit")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class SettlementSearchResource {

    /** More sums at once would only take the processors from each other, and from the settlements. */
    private static final int SUMS_AT_ONCE = 4;

    private final SettlementSearch search;
    private final SettlementFiles files;
    private final Callers callers;

    @Context
    UriInfo uri;

    SettlementSearchResource(SettlementSearch search, SettlementFiles files, Callers callers) {
        this.search = search;
        this.files = files;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "listAuditSettlements", summary = "检索结算 Look through settlements")
    public SettlementSearch.Page list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        SettlementFilter filter = SettlementFilter.query(uri.getQueryParameters(), "limit", "cursor", "purpose");
        int size = Queries.limit(limit);
        Place<UUID> before = Place.read(cursor);
        String purpose = Purpose.read(uri.getQueryParameters());
        return search.list(callers.current(), filter, before, size, purpose);
    }

    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "searchAuditSettlements", summary = "查找一人的结算 Look for a person's settlements")
    public SettlementSearch.Page search(InputStream body) {
        Queries.onlyKnown(uri.getQueryParameters());
        PersonQuestion<SettlementFilter> question = PersonQuestion.read(body, SettlementFilter::read);
        return search.search(
                callers.current(),
                question.idNumber(),
                question.conditions(),
                Place.read(question.cursor()),
                question.limit(),
                question.purpose());
    }

    @GET
    @Path("totals")
    @Bulkhead(SUMS_AT_ONCE)
    @Operation(operationId = "sumAuditSettlements", summary = "合计 What settlements add up to")
    public SettlementSearch.Totals totals() {
        SettlementFilter filter = SettlementFilter.query(uri.getQueryParameters());
        return search.totals(callers.current(), filter);
    }

    @GET
    @Path("groups")
    @Bulkhead(SUMS_AT_ONCE)
    @Operation(operationId = "groupAuditSettlements", summary = "分组合计 What groups of settlements add up to")
    public SettlementSearch.Groups groups(@QueryParam("by") String by) {
        SettlementFilter filter = SettlementFilter.query(uri.getQueryParameters(), "by");
        Grouping grouping = Grouping.read(by);
        return search.groups(callers.current(), filter, grouping);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "readAuditSettlement", summary = "查阅一笔结算 Read all there is of a settlement")
    public SettlementFiles.File read(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters(), "purpose");
        String purpose = Purpose.read(uri.getQueryParameters());
        return files.read(callers.current(), id, purpose);
    }
}
