package org.onestop.recomputation;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
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
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;

/** Recomputations are asked for, followed and stopped here. */
@Path(Recomputations.PATH)
@Tag(name = "audit")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class RecomputationResource {

    private final Recomputations recomputations;
    private final RecomputationEvents events;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    RecomputationResource(Recomputations recomputations, RecomputationEvents events) {
        this.recomputations = recomputations;
        this.events = events;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "recompute", summary = "复算或草案测算 Recompute stored settlements, or try a draft on them")
    public Response start(InputStream body) {
        return recomputations.start(new Commands.Envelope(headers, uri, body));
    }

    @GET
    @Operation(operationId = "listRecomputations", summary = "列出复算任务 Recomputations, the newest first")
    public Recomputations.JobPage list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "limit", "cursor");
        return recomputations.list(cursor, Queries.limit(limit));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "readRecomputation", summary = "查询复算 A recomputation and its progress")
    public RecomputationView read(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        return recomputations.read(id);
    }

    @GET
    @Path("{id}/differences")
    @Operation(operationId = "listRecomputationDifferences", summary = "复算差异 What differed")
    public Recomputations.Page differences(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "limit", "cursor");
        return recomputations.differences(id, cursor, Queries.limit(limit));
    }

    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "followRecomputation", summary = "跟踪复算进度 Its progress as server-sent events")
    public Multi<OutboundSseEvent> follow(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        return events.of(recomputations.visible(id).id());
    }

    @POST
    @Path("{id}/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "cancelRecomputation", summary = "取消复算 Ask it to stop")
    public Response cancel(@PathParam("id") String id, InputStream body) {
        return recomputations.cancel(id, new Commands.Envelope(headers, uri, body));
    }
}
