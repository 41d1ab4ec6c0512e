package org.onestop.audit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Queries;

/** The auditor looks through findings. */
@Path("/api/v1/audit/findings")
@Tag(name = "audit")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class FindingResource {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final FindingReader findings;
    private final Callers callers;

    @Context
    UriInfo uri;

    FindingResource(FindingReader findings, Callers callers) {
        this.findings = findings;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "listFindings", summary = "疑点 Findings")
    public FindingReader.Page list(
            @QueryParam("state") String state,
            @QueryParam("kind") String kind,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "state", "kind", "limit", "cursor");
        FindingState wantedState = Queries.choice("state", state, FindingState.class);
        FindingKind wantedKind = Queries.choice("kind", kind, FindingKind.class);
        int size = Queries.limit(limit);
        return findings.list(callers.current(), wantedState, wantedKind, cursor, size);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "readFinding", summary = "一条疑点 One finding")
    public FindingDetail read(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        return findings.read(
                callers.current(), ID.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty());
    }
}
