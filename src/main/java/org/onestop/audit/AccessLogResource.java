package org.onestop.audit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Queries;
import org.onestop.registry.Purpose;

/** The auditor looks through who looked at whose data. */
@Path("/api/v1/audit/access-log")
@Tag(name = "audit")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class AccessLogResource {

    private final AccessSearch search;
    private final Callers callers;

    @Context
    UriInfo uri;

    AccessLogResource(AccessSearch search, Callers callers) {
        this.search = search;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "listAccessLog", summary = "查阅日志 Who looked at whose data")
    public AccessSearch.Page list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        AccessFilter filter = AccessFilter.query(uri.getQueryParameters(), "limit", "cursor", "purpose");
        int size = Queries.limit(limit);
        Place<Long> before = Place.readNumbered(cursor);
        String purpose = Purpose.read(uri.getQueryParameters());
        return search.list(callers.current(), filter, before, size, purpose);
    }

    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "searchAccessLog", summary = "谁查阅过某人 Who looked at a person's data")
    public AccessSearch.Page search(InputStream body) {
        Queries.onlyKnown(uri.getQueryParameters());
        PersonQuestion<AccessFilter> question = PersonQuestion.read(body, AccessFilter::read);
        return search.search(
                callers.current(),
                question.idNumber(),
                question.conditions(),
                Place.readNumbered(question.cursor()),
                question.limit(),
                question.purpose());
    }
}
