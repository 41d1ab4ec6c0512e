package org.onestop.audit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.YearMonth;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;

/** Reports for the auditor. */
@Path("/api/v1/audit/reports")
@Tag(name = "audit")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class ReportResource {

    private static final int REPORTS_AT_ONCE = 2;

    private final Reports reports;
    private final Callers callers;

    @Context
    UriInfo uri;

    ReportResource(Reports reports, Callers callers) {
        this.reports = reports;
        this.callers = callers;
    }

    @GET
    @Path("monthly")
    @Bulkhead(REPORTS_AT_ONCE)
    @Operation(operationId = "readMonthlyReport", summary = "月报 Monthly report")
    public MonthlyReport monthly(@QueryParam("month") String month) {
        Queries.onlyKnown(uri.getQueryParameters(), "month");
        return reports.monthly(callers.current(), required(month));
    }

    /** @throws org.onestop.refusal.RefusedException invalid-request */
    static YearMonth required(String month) {
        YearMonth wanted = Queries.month("month", month);
        if (wanted == null) {
            throw Queries.refused("month", FieldFault.Code.MISSING_FIELD);
        }
        return wanted;
    }
}
