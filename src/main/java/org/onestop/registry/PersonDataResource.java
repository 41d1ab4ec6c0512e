package org.onestop.registry;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;
import org.onestop.http.Queries;

/** What the service holds about a person, for the person's own request. */
@Path("/api/v1/registry/persons")
@Tag(name = "registry")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class PersonDataResource {

    private final DataExport export;
    private final Callers callers;

    @Context
    UriInfo uri;

    PersonDataResource(DataExport export, Callers callers) {
        this.export = export;
        this.callers = callers;
    }

    @POST
    @Path("data-export")
    @Operation(operationId = "exportPersonData", summary = "本人信息导出 Everything that is held about one person")
    public StreamingOutput export(InputStream body) {
        Queries.onlyKnown(uri.getQueryParameters());
        Fields fields = Fields.of(JsonBody.read(body));
        DataRequest request = DataRequest.read(fields);
        fields.close();
        fields.refuseIfFaulty();
        UUID person = export.person(callers.current(), request);
        return out -> export.write(person, request, out);
    }
}
