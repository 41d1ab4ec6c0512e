package org.onestop.registry;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.idempotency.Commands;

/** A person's name is put right (更正姓名). The ID number stands in the body alone. */
@Path("/api/v1/registry/name-corrections")
@Tag(name = "registry")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class NameResource {

    private final NameCorrections names;
    private final Commands commands;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    NameResource(NameCorrections names, Commands commands) {
        this.names = names;
        this.commands = commands;
    }

    @POST
    @Operation(operationId = "correctName", summary = "更正姓名 Put right a person's name")
    public Response correct(InputStream body) {
        return commands.run(
                RegisterKind.of("CORRECT_NAME"),
                new Commands.Envelope(headers, uri, body),
                EnrolmentKeeper::require,
                CorrectName::read,
                names::name);
    }
}
