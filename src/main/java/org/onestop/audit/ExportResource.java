package org.onestop.audit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Queries;
import org.onestop.registry.Purpose;

/** Lists and reports as files. */
@Path("/api/v1/audit/exports")
@Tag(name = "audit")
@Authenticated
@Blocking
@Produces({"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
class ExportResource {

    private final Exports exports;
    private final Reports reports;
    private final Callers callers;

    @Context
    UriInfo uri;

    ExportResource(Exports exports, Reports reports, Callers callers) {
        this.exports = exports;
        this.reports = reports;
        this.callers = callers;
    }

    @GET
    @Path("settlements")
    @Operation(operationId = "exportAuditSettlements", summary = "导出结算 Export settlements")
    public Response settlements(@QueryParam("format") String format) {
        SettlementFilter filter = SettlementFilter.query(uri.getQueryParameters(), "format", "purpose");
        TableFile.Format wanted = format(format);
        String purpose = Purpose.read(uri.getQueryParameters());
        return file("settlements", wanted, exports.settlements(callers.current(), wanted, filter, purpose));
    }

    @GET
    @Path("access-log")
    @Operation(operationId = "exportAccessLog", summary = "导出查阅日志 Export the access log")
    public Response accessLog(@QueryParam("format") String format) {
        AccessFilter filter = AccessFilter.query(uri.getQueryParameters(), "format", "purpose");
        TableFile.Format wanted = format(format);
        String purpose = Purpose.read(uri.getQueryParameters());
        return file("access-log", wanted, exports.accessLog(callers.current(), wanted, filter, purpose));
    }

    @GET
    @Path("findings")
    @Operation(operationId = "exportFindings", summary = "导出疑点 Export findings")
    public Response findings(@QueryParam("format") String format) {
        Queries.onlyKnown(uri.getQueryParameters(), "format", "purpose");
        TableFile.Format wanted = format(format);
        String purpose = Purpose.read(uri.getQueryParameters());
        return file("findings", wanted, exports.findings(callers.current(), wanted, purpose));
    }

    @GET
    @Path("monthly-report")
    @Operation(operationId = "exportMonthlyReport", summary = "导出月报 Export the monthly report")
    public Response monthlyReport(@QueryParam("format") String format, @QueryParam("month") String month) {
        Queries.onlyKnown(uri.getQueryParameters(), "format", "month");
        TableFile.Format wanted = format(format);
        MonthlyReport report = reports.monthly(callers.current(), ReportResource.required(month));
        return file("monthly-report-" + report.month(), wanted, out -> ReportTable.write(report, wanted, out));
    }

    private static TableFile.Format format(String format) {
        TableFile.Format wanted = Queries.choice("format", format, TableFile.Format.class);
        return wanted == null ? TableFile.Format.CSV : wanted;
    }

    private static Response file(String name, TableFile.Format format, Exports.Writing writing) {
        StreamingOutput body = writing::to;
        return Response.ok(body, format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + "." + format.name().toLowerCase(Locale.ROOT) + "\"")
                .build();
    }
}
