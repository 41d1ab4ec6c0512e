package org.onestop.registry;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** What was recorded wrongly of a household's member is put right (更正). */
@Path("/api/v1/households")
@Tag(name = "registry")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class CorrectionResource {

    private final MemberCorrections members;
    private final Commands commands;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    CorrectionResource(MemberCorrections members, Commands commands) {
        this.members = members;
        this.commands = commands;
    }

    @POST
    @Path("{fileNo}/members/{memberId}/death-correction")
    @Operation(operationId = "correctDeath", summary = "更正死亡 Put right a death that was recorded wrongly")
    public Response death(
            @PathParam("fileNo") String fileNo, @PathParam("memberId") String memberId, InputStream body) {
        return commands.run(
                RegisterKind.of("CORRECT_DEATH"),
                envelope(body),
                CountyRegistrar::require,
                CorrectDeath::read,
                (caller, request) -> members.death(caller, fileNo, memberId, request));
    }

    @POST
    @Path("{fileNo}/members/{memberId}/relation-correction")
    @Operation(operationId = "correctRelation", summary = "更正与户主关系 Put right what a member is to the head")
    public Response relation(
            @PathParam("fileNo") String fileNo, @PathParam("memberId") String memberId, InputStream body) {
        return commands.run(
                RegisterKind.of("CORRECT_RELATION"),
                envelope(body),
                CountyRegistrar::require,
                CorrectRelation::read,
                (caller, request) -> members.relation(caller, fileNo, memberId, request));
    }

    private Commands.Envelope envelope(InputStream body) {
        return new Commands.Envelope(headers, uri, body);
    }
}
