package org.onestop.imports;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.LargeBody;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.FieldFault;

/** Files come in here, and the templates for them go out. */
@Path("/api/v1/imports")
@Tag(name = "import")
@Authenticated
@Blocking
class ImportResource {

    static final String CSV = "text/csv";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ImportService imports;
    private final Callers callers;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    ImportResource(ImportService imports, Callers callers) {
        this.imports = imports;
        this.callers = callers;
    }

    @POST
    @Path("{import}")
    @LargeBody
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, CSV, XLSX})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "startImport", summary = "提交一个导入文件 Hand in a file")
    public Response start(@PathParam("import") String kind, InputStream file) {
        return imports.start(kind, new Commands.Envelope(headers, uri, file));
    }

    @GET
    @Path("{import}/template")
    @Produces({CSV, XLSX})
    @Operation(operationId = "readImportTemplate", summary = "下载导入模板 The template of a kind of file")
    public Response template(@PathParam("import") String kind, @QueryParam("format") String format) {
        Queries.onlyKnown(uri.getQueryParameters(), "format");
        if (format != null && !format.equals("csv") && !format.equals("xlsx")) {
            throw Queries.refused("format", FieldFault.Code.UNKNOWN_VALUE);
        }
        ImportService.requireReader(callers.current());
        ImportKind found = imports.kind(kind);
        boolean asSheet = "xlsx".equals(format);
        return Response.ok(asSheet ? Template.xlsx(found) : Template.csv(found), asSheet ? XLSX : CSV + ";charset=UTF-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + found.name() + (asSheet ? ".xlsx" : ".csv") + "\"")
                .build();
    }
}
