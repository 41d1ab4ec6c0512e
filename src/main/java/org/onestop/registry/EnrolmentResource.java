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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;

/** Persons' basic medical insurance, kept by {@link EnrolmentKeeper}. ID numbers stand in bodies alone. */
@Path("/api/v1/enrolments")
@Tag(name = "master-data")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class EnrolmentResource {

    private final EnrolmentCourse course;
    private final EnrolmentReader reader;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    EnrolmentResource(EnrolmentCourse course, EnrolmentReader reader, Commands commands, Callers callers) {
        this.course = course;
        this.reader = reader;
        this.commands = commands;
        this.callers = callers;
    }

    @POST
    @Operation(operationId = "openEnrolment", summary = "参保 Enrol a person")
    public Response open(InputStream body) {
        return run("OPEN_ENROLMENT", body, OpenEnrolment::read, course::open);
    }

    @POST
    @Path("end")
    @Operation(operationId = "endEnrolment", summary = "停保 End a person's insurance")
    public Response end(InputStream body) {
        return run("END_ENROLMENT", body, EndEnrolment::read, course::end);
    }

    @POST
    @Path("suspensions")
    @Operation(operationId = "suspendEnrolment", summary = "暂停待遇 Suspend a person's insurance")
    public Response suspend(InputStream body) {
        return run("SUSPEND_ENROLMENT", body, SuspendEnrolment::read, course::suspend);
    }

    @POST
    @Path("suspensions/end")
    @Operation(operationId = "endSuspension", summary = "恢复待遇 End a suspension")
    public Response resume(InputStream body) {
        return run("END_SUSPENSION", body, EndSuspension::read, course::resume);
    }

    @POST
    @Path("search")
    @Operation(operationId = "searchEnrolments", summary = "查询参保 Look a person's insurance up")
    public EnrolmentReader.Found search(InputStream body) {
        Queries.onlyKnown(uri.getQueryParameters());
        Fields fields = Fields.of(JsonBody.read(body));
        SearchEnrolments request = SearchEnrolments.read(fields);
        fields.close();
        fields.refuseIfFaulty();
        return reader.search(callers.current(), request);
    }

    private <T> Response run(String operation, InputStream body, Function<Fields, T> read, Commands.Work<T> work) {
        return commands.run(
                RegisterKind.of(operation),
                new Commands.Envelope(headers, uri, body),
                EnrolmentKeeper::require,
                read,
                work);
    }
}
