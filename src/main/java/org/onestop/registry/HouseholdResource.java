package org.onestop.registry;

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
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;

/** Households' files: opened, looked for and read. */
@Path("/api/v1/households")
@Tag(name = "registry")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class HouseholdResource {

    private final HouseholdOpening opening;
    private final HouseholdReader files;
    private final HouseholdHistory history;
    private final HouseholdSearch search;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    HouseholdResource(
            HouseholdOpening opening,
            HouseholdReader files,
            HouseholdHistory history,
            HouseholdSearch search,
            Commands commands,
            Callers callers) {
        this.opening = opening;
        this.files = files;
        this.history = history;
        this.search = search;
        this.commands = commands;
        this.callers = callers;
    }

    @POST
    @Operation(operationId = "openHousehold", summary = "建档 Open a household's file")
    public Response open(InputStream body) {
        return commands.run(
                RegisterKind.of("OPEN_HOUSEHOLD"),
                new Commands.Envelope(headers, uri, body),
                Caller::requireRegistrar,
                OpenHousehold::read,
                opening::open);
    }

    @POST
    @Path("search")
    @Operation(operationId = "searchHouseholds", summary = "查找家庭 Look for households")
    public HouseholdSearch.Page search(InputStream body) {
        Queries.onlyKnown(uri.getQueryParameters());
        Fields fields = Fields.of(JsonBody.read(body));
        SearchHouseholds request = SearchHouseholds.read(fields);
        fields.close();
        fields.refuseIfFaulty();
        return search.search(callers.current(), request);
    }

    @GET
    @Path("{fileNo}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readHousehold", summary = "查阅家庭档案 Read a household's file")
    public FileView read(
            @PathParam("fileNo") String fileNo,
            @QueryParam("asOf") String asOf,
            @QueryParam("knownAt") String knownAt) {
        Queries.onlyKnown(uri.getQueryParameters(), "asOf", "knownAt", "purpose");
        LocalDate day = Queries.date("asOf", asOf);
        OffsetDateTime moment = Queries.moment("knownAt", knownAt);
        String purpose = Purpose.read(uri.getQueryParameters());
        return files.read(callers.current(), fileNo, day, moment, purpose);
    }

    @GET
    @Path("{fileNo}/history")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readHouseholdHistory", summary = "查阅档案变更 Read what happened to a household's file")
    public HouseholdHistory.Page history(
            @PathParam("fileNo") String fileNo,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "limit", "cursor", "purpose");
        int size = Queries.limit(limit);
        String purpose = Purpose.read(uri.getQueryParameters());
        return history.read(callers.current(), fileNo, cursor, size, purpose);
    }
}
