package org.onestop.mutualaid;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Queries;
import org.onestop.ledger.Balances;
import org.onestop.refusal.FieldFault;

/** The fund as a whole: its report, and whether its records and its books agree. */
@Path("/api/v1/mutual-aid/fund")
@Tag(name = "mutual-aid")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class FundResource {

    private final FundSummary summary;
    private final FundStatements statements;
    private final Balances balances;
    private final Callers callers;

    @Context
    UriInfo uri;

    FundResource(FundSummary summary, FundStatements statements, Balances balances, Callers callers) {
        this.summary = summary;
        this.statements = statements;
        this.balances = balances;
        this.callers = callers;
    }

    /**
     * What differs; everything must be none.
     *
     * @param ledger        folded totals that are not the sum of their postings, and limits that are not kept
     * @param benefits      benefits that are not on the books as they stand
     * @param contributions payments that are not what members' dues say
     */
    record Differences(int ledger, int benefits, int contributions) {}

    @GET
    @Path("summary")
    @Operation(operationId = "readFundSummary", summary = "基金报告 The fund in a term")
    public FundSummary.Summary summary(@QueryParam("term") String term) {
        Queries.onlyKnown(uri.getQueryParameters(), "term");
        Integer year = UnitResource.term(term);
        if (year == null) {
            throw Queries.refused("term", FieldFault.Code.MISSING_FIELD);
        }
        UnionCallers.look(callers.current());
        return summary.of(year);
    }

    @GET
    @Path("differences")
    @Operation(operationId = "readFundDifferences", summary = "账实核对 Whether records and books agree")
    public Differences differences() {
        Queries.onlyKnown(uri.getQueryParameters());
        UnionCallers.look(callers.current());
        return new Differences(balances.differences(), count("benefit_difference"), count("contribution_difference"));
    }

    private int count(String view) {
        return statements.first("select count(*) from " + view, row -> row.getInt(1)).orElseThrow();
    }
}
