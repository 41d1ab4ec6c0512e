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

/** The procedure by which a household wins a category, and what becomes of the category afterwards. */
@Path("/api/v1/households")
@Tag(name = "registry")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ApplicationResource {

    private final Applications applications;
    private final Procedure procedure;
    private final CategoryCourse categories;
    private final Commands commands;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    ApplicationResource(
            Applications applications, Procedure procedure, CategoryCourse categories, Commands commands) {
        this.applications = applications;
        this.procedure = procedure;
        this.categories = categories;
        this.commands = commands;
    }

    @POST
    @Path("{fileNo}/applications")
    @Operation(operationId = "lodgeApplication", summary = "提出申请 Lodge an application")
    public Response lodge(@PathParam("fileNo") String fileNo, InputStream body) {
        return commands.run(
                RegisterKind.of("LODGE_APPLICATION"),
                envelope(body),
                Caller::requireRegistrar,
                LodgeApplication::read,
                (caller, request) -> applications.lodge(caller, fileNo, request));
    }

    @POST
    @Path("{fileNo}/applications/{applicationId}/resubmission")
    @Operation(operationId = "resubmitApplication", summary = "退回后重新提出 Lodge a returned application again")
    public Response resubmit(
            @PathParam("fileNo") String fileNo,
            @PathParam("applicationId") String applicationId,
            InputStream body) {
        return commands.run(
                RegisterKind.of("RESUBMIT_APPLICATION"),
                envelope(body),
                Caller::requireRegistrar,
                ResubmitApplication::read,
                (caller, request) -> applications.resubmit(caller, fileNo, applicationId, request));
    }

    @POST
    @Path("{fileNo}/applications/{applicationId}/steps")
    @Operation(operationId = "takeStep", summary = "办理一步:调查、审核或审批 Take a step")
    public Response step(
            @PathParam("fileNo") String fileNo,
            @PathParam("applicationId") String applicationId,
            InputStream body) {
        return commands.run(
                RegisterKind.of("TAKE_STEP"),
                envelope(body),
                Caller::requireRegistrar,
                TakeStep::read,
                (caller, request) -> procedure.take(caller, fileNo, applicationId, request));
    }

    @POST
    @Path("{fileNo}/categories/{categoryId}/exit")
    @Operation(operationId = "exitCategory", summary = "退出 End a category")
    public Response exit(
            @PathParam("fileNo") String fileNo, @PathParam("categoryId") String categoryId, InputStream body) {
        return commands.run(
                RegisterKind.of("EXIT_CATEGORY"),
                envelope(body),
                Caller::requireRegistrar,
                ExitCategory::read,
                (caller, request) -> categories.exit(caller, fileNo, categoryId, request));
    }

    @POST
    @Path("{fileNo}/categories/{categoryId}/reviews")
    @Operation(operationId = "reviewCategory", summary = "复核 Review a category")
    public Response review(
            @PathParam("fileNo") String fileNo, @PathParam("categoryId") String categoryId, InputStream body) {
        return commands.run(
                RegisterKind.of("REVIEW_CATEGORY"),
                envelope(body),
                Caller::requireRegistrar,
                ReviewCategory::read,
                (caller, request) -> categories.review(caller, fileNo, categoryId, request));
    }

    private Commands.Envelope envelope(InputStream body) {
        return new Commands.Envelope(headers, uri, body);
    }
}
