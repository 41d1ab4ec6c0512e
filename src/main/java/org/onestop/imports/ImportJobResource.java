package org.onestop.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.http.Language;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;

/** Jobs can be looked at, followed and stopped here. */
@Path("/api/v1/imports")
@Tag(name = "import")
@Authenticated
@Blocking
class ImportJobResource {

    private final ImportService imports;
    private final ProgressEvents events;
    private final ErrorReport report;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    ImportJobResource(ImportService imports, ProgressEvents events, ErrorReport report) {
        this.imports = imports;
        this.events = events;
        this.report = report;
    }

    /**
     * A page of jobs.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(List<JobView> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listImports", summary = "列出导入任务 Import jobs, the newest first")
    public Page list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "limit", "cursor");
        int size = Queries.limit(limit);
        List<JobState> found = imports.list(JobCursor.parse(cursor), size + 1);
        List<JobState> page = found.subList(0, Math.min(size, found.size()));
        return new Page(
                page.stream().map(each -> JobView.of(each, Language.of(headers))).toList(),
                found.size() > size ? JobCursor.of(page.get(size - 1).job()).text() : null);
    }

    @GET
    @Path("{import}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "readImport", summary = "查询导入任务 An import job and its progress")
    public JobView read(@PathParam("import") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        return JobView.of(imports.visible(id), Language.of(headers));
    }

    @GET
    @Path("{import}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "followImport", summary = "跟踪导入进度 A job's progress as server-sent events")
    public Multi<OutboundSseEvent> follow(@PathParam("import") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        return events.of(imports.visible(id).job().id(), Language.of(headers));
    }

    @GET
    @Path("{import}/errors")
    @Produces(ImportResource.CSV)
    @Operation(operationId = "readImportErrors", summary = "下载错误报告 Which rows were rejected and why")
    public Response errors(@PathParam("import") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        JobState job = imports.visible(id);
        StreamingOutput body = target -> report.write(job, target);
        return Response.ok(body, ImportResource.CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"errors-" + job.job().id() + ".csv\"")
                .build();
    }

    @POST
    @Path("{import}/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "cancelImport", summary = "取消导入任务 Ask a job to stop")
    public Response cancel(@PathParam("import") String id, InputStream body) {
        return imports.cancel(id, new Commands.Envelope(headers, uri, body));
    }
}
