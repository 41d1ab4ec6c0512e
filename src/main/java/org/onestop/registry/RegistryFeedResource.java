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
import org.onestop.journal.ChangeFeed;

/** Lets other departments' systems follow the register without asking for everything again. */
@Path("/api/v1/registry/changes")
@Tag(name = "registry")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class RegistryFeedResource {

    private static final int KIND = 48;

    private final RegistryFeed feed;
    private final Callers callers;

    @Context
    UriInfo uri;

    RegistryFeedResource(RegistryFeed feed, Callers callers) {
        this.feed = feed;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "followRegistry", summary = "登记变更 The changes of the register")
    public RegistryFeed.Page read(
            @QueryParam("after") String after, @QueryParam("limit") String limit, @QueryParam("kind") String kind) {
        Queries.onlyKnown(uri.getQueryParameters(), "after", "limit", "kind");
        String wanted = Queries.text(uri.getQueryParameters(), "kind", KIND);
        int size = Queries.limit(limit);
        ChangeFeed.Position position = ChangeFeed.Position.read(after);
        return feed.read(callers.current(), position, wanted, size);
    }
}
