package org.onestop.registry;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Queries;

/** What waits for the caller. */
@Path("/api/v1/registry/work-list")
@Tag(name = "registry")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class WorkListResource {

    private final WorkList work;
    private final Callers callers;

    @Context
    UriInfo uri;

    WorkListResource(WorkList work, Callers callers) {
        this.work = work;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "readWorkList", summary = "待办清单 What waits for whom, and for how long")
    public WorkList.Page read(
            @QueryParam("stage") String stage,
            @QueryParam("overdue") String overdue,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "stage", "overdue", "limit", "cursor");
        WorkList.Wanted wanted = new WorkList.Wanted(
                Queries.choice("stage", stage, WorkStage.class),
                Queries.truth("overdue", overdue),
                cursor,
                Queries.limit(limit));
        return work.read(callers.current(), wanted);
    }
}
