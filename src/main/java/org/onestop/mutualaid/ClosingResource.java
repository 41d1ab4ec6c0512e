package org.onestop.mutualaid;

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
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Caller;
import org.onestop.http.Fields;
import org.onestop.idempotency.Commands;
import org.onestop.ledger.Closing;
import org.onestop.refusal.FieldFault;

/** Closes a term, which is a year of the books (年度结账). */
@Path("/api/v1/mutual-aid/ledger/closings")
@Tag(name = "mutual-aid")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ClosingResource {

    private static final int EARLIEST = 1900;
    private static final int LATEST = 2999;

    private final Closing closing;
    private final Commands commands;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    ClosingResource(Closing closing, Commands commands) {
        this.closing = closing;
        this.commands = commands;
    }

    /**
     * What is answered.
     *
     * @param resultEntryId the entry that carries the result to the fund balance; null where there was none to carry
     */
    record Closed(int year, LocalDate closedThrough, UUID resultEntryId) {}

    @POST
    @Operation(operationId = "closeTerm", summary = "年度结账 Close a term's books")
    public Response close(InputStream body) {
        return commands.run(
                UnionCallers.kind("CLOSE_TERM"),
                new Commands.Envelope(headers, uri, body),
                UnionCallers::change,
                ClosingResource::year,
                this::close);
    }

    private static Integer year(Fields fields) {
        Integer year = fields.integer("year");
        return year != null && (year < EARLIEST || year > LATEST)
                ? fields.fault("year", FieldFault.Code.OUT_OF_RANGE)
                : year;
    }

    private Commands.Made close(Caller caller, Integer year) {
        UUID entry = closing.close(UnitCourse.author(caller), year, FundAccounts.FUND_BALANCE);
        String location = entry == null ? null : "/api/v1/mutual-aid/ledger/entries/" + entry;
        return Commands.Made.created(location, new Closed(year, Member.endOf(year), entry));
    }
}
