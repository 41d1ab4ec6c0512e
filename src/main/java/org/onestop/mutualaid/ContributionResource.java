package org.onestop.mutualaid;

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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Cursor;
import org.onestop.http.Fields;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Payments of units, what becomes of them, and their receipts. */
@Path("/api/v1/mutual-aid/contributions")
@Tag(name = "mutual-aid")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ContributionResource {

    private static final int CODE = 18;

    private final Contributions contributions;
    private final Suspense suspense;
    private final ContributionReader reader;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    ContributionResource(
            Contributions contributions,
            Suspense suspense,
            ContributionReader reader,
            Commands commands,
            Callers callers) {
        this.contributions = contributions;
        this.suspense = suspense;
        this.reader = reader;
        this.commands = commands;
        this.callers = callers;
    }

    private record Allotment(List<NamedMember> members, LocalDate allottedOn) {}

    private record SuspenseRefund(Money amount, Refund refund) {}

    @POST
    @Operation(operationId = "receiveContribution", summary = "登记缴款 Take a unit's payment in")
    public Response receive(InputStream body) {
        return run("RECEIVE_CONTRIBUTION", body, Payment::read, (caller, payment) -> {
            UUID id = contributions.receive(UnitCourse.author(caller), payment);
            return Commands.Made.created(Suspense.link(id), reader.whole(id));
        });
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "listContributions", summary = "缴款 Payments")
    public ContributionReader.Page list(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        MultivaluedMap<String, String> sent = uri.getQueryParameters();
        Queries.onlyKnown(sent, "unit", "term", "from", "to", "suspense", "limit", "cursor");
        ContributionRows.Wanted wanted = new ContributionRows.Wanted(
                Queries.text(sent, "unit", CODE),
                UnitResource.term(sent.getFirst("term")),
                Queries.date("from", from),
                Queries.date("to", to),
                Queries.truth("suspense", sent.getFirst("suspense")));
        int size = Queries.limit(limit);
        UUID after = cursor == null
                ? null
                : NamedMember.id(Cursor.read(cursor, 1).get(0)).orElseThrow(Cursor::refused);
        UnionCallers.look(callers.current());
        return reader.page(wanted, after, size);
    }

    @GET
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readContribution", summary = "一笔缴款 One payment")
    public ContributionReader.Whole read(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        UnionCallers.look(callers.current());
        return reader.whole(contribution(id));
    }

    @GET
    @Path("{id}/receipt")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readReceipt", summary = "收据 The receipt of a payment")
    public ContributionReader.Receipt receipt(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        UnionCallers.look(callers.current());
        return reader.receipt(contribution(id));
    }

    @POST
    @Path("{id}/allotments")
    @Operation(operationId = "allotSuspense", summary = "核销待处理缴款 Give money in suspense to members")
    public Response allot(@PathParam("id") String id, InputStream body) {
        return run(
                "ALLOT_SUSPENSE",
                body,
                fields -> new Allotment(
                        NamedMember.read(fields.objects("members")), fields.optionalDate("allottedOn")),
                (caller, allotment) ->
                        suspense.allot(caller, contribution(id), allotment.members(), allotment.allottedOn()));
    }

    @POST
    @Path("{id}/refunds")
    @Operation(operationId = "refundSuspense", summary = "退还待处理缴款 Give money in suspense back to the unit")
    public Response refund(@PathParam("id") String id, InputStream body) {
        return run(
                "REFUND_SUSPENSE",
                body,
                fields -> new SuspenseRefund(fields.money("amount"), Refund.read(fields)),
                (caller, request) ->
                        suspense.refund(caller, contribution(id), request.amount(), request.refund()));
    }

    private static UUID contribution(String id) {
        return NamedMember.id(id)
                .orElseThrow(() -> Refusal.of(RefusalCode.CONTRIBUTION_NOT_FOUND).asException());
    }

    private <T> Response run(String operation, InputStream body, Function<Fields, T> read, Commands.Work<T> work) {
        return commands.run(
                UnionCallers.kind(operation),
                new Commands.Envelope(headers, uri, body),
                UnionCallers::change,
                read,
                work);
    }
}
