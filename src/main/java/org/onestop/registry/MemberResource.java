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
import org.onestop.access.Caller;
import org.onestop.idempotency.Commands;

/** A household's circumstances change (情况变更): its members, and where it lives. */
@Path("/api/v1/households")
@Tag(name = "registry")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class MemberResource {

    private final MembershipChanges members;
    private final HouseholdMoves moves;
    private final Commands commands;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    MemberResource(MembershipChanges members, HouseholdMoves moves, Commands commands) {
        this.members = members;
        this.moves = moves;
        this.commands = commands;
    }

    @POST
    @Path("{fileNo}/members")
    @Operation(operationId = "addHouseholdMember", summary = "成员加入 Count a person to a household")
    public Response join(@PathParam("fileNo") String fileNo, InputStream body) {
        return commands.run(
                RegisterKind.of("JOIN_HOUSEHOLD"),
                envelope(body),
                Caller::requireRegistrar,
                JoinHousehold::read,
                (caller, request) -> members.join(caller, fileNo, request));
    }

    @POST
    @Path("{fileNo}/members/{memberId}/departure")
    @Operation(operationId = "endHouseholdMembership", summary = "成员离开或死亡 A member leaves or dies")
    public Response leave(
            @PathParam("fileNo") String fileNo, @PathParam("memberId") String memberId, InputStream body) {
        return commands.run(
                RegisterKind.of("LEAVE_HOUSEHOLD"),
                envelope(body),
                Caller::requireRegistrar,
                LeaveHousehold::read,
                (caller, request) -> members.leave(caller, fileNo, memberId, request));
    }

    @POST
    @Path("{fileNo}/members/{memberId}/illness")
    @Operation(operationId = "markHouseholdMember", summary = "重病标记 Mark a member as seriously ill or no longer so")
    public Response mark(
            @PathParam("fileNo") String fileNo, @PathParam("memberId") String memberId, InputStream body) {
        return commands.run(
                RegisterKind.of("MARK_MEMBER"),
                envelope(body),
                Caller::requireRegistrar,
                ChangeIllness::read,
                (caller, request) -> members.mark(caller, fileNo, memberId, request));
    }

    @POST
    @Path("{fileNo}/moves")
    @Operation(operationId = "moveHousehold", summary = "迁居 Move a household to another community")
    public Response move(@PathParam("fileNo") String fileNo, InputStream body) {
        return commands.run(
                RegisterKind.of("MOVE_HOUSEHOLD"),
                envelope(body),
                Caller::requireRegistrar,
                MoveHousehold::read,
                (caller, request) -> moves.move(caller, fileNo, request));
    }

    private Commands.Envelope envelope(InputStream body) {
        return new Commands.Envelope(headers, uri, body);
    }
}
