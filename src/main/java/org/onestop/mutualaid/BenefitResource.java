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

/** Benefits: what settlements have opened, and what the union does with them. */
@Path("/api/v1/mutual-aid/benefits")
@Tag(name = "mutual-aid")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class BenefitResource {

    private static final int TEXT = 64;
    private static final int PROSE = 500;
    private static final String LINK = "/api/v1/mutual-aid/benefits/";

    private final BenefitDesk desk;
    private final BenefitReader reader;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    BenefitResource(BenefitDesk desk, BenefitReader reader, Commands commands, Callers callers) {
        this.desk = desk;
        this.reader = reader;
        this.commands = commands;
        this.callers = callers;
    }

    private record Repayment(Money amount, BenefitDesk.Transfer transfer) {}

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "listBenefits", summary = "互助金 Benefits")
    public BenefitReader.Page list(
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        MultivaluedMap<String, String> sent = uri.getQueryParameters();
        Queries.onlyKnown(sent, "status", "term", "batch", "limit", "cursor");
        String batch = Queries.text(sent, "batch", TEXT);
        BenefitReader.Wanted wanted = new BenefitReader.Wanted(
                Queries.choice("status", status, BenefitState.class),
                UnitResource.term(sent.getFirst("term")),
                batch == null ? null : PaymentResource.batch(batch));
        int size = Queries.limit(limit);
        UUID after = cursor == null
                ? null
                : NamedMember.id(Cursor.read(cursor, 1).get(0)).orElseThrow(Cursor::refused);
        return reader.page(UnionCallers.look(callers.current()), wanted, after, size);
    }

    @GET
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readBenefit", summary = "一笔互助金 One benefit")
    public BenefitReader.Whole read(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        return reader.whole(UnionCallers.look(callers.current()), benefit(id));
    }

    @POST
    @Path("{id}/approval")
    @Operation(operationId = "approveBenefit", summary = "审批互助金 Approve a benefit")
    public Response approve(@PathParam("id") String id, InputStream body) {
        return run("APPROVE_BENEFIT", body, fields -> fields.optionalProse("note", PROSE), (caller, note) -> {
            desk.approve(caller, benefit(id), note);
            return made(id);
        });
    }

    @POST
    @Path("{id}/rejection")
    @Operation(operationId = "rejectBenefit", summary = "驳回互助金 Reject a benefit")
    public Response reject(@PathParam("id") String id, InputStream body) {
        return run("REJECT_BENEFIT", body, fields -> fields.prose("reason", PROSE), (caller, reason) -> {
            desk.reject(caller, benefit(id), reason);
            return made(id);
        });
    }

    @POST
    @Path("{id}/payment")
    @Operation(operationId = "payBenefit", summary = "登记互助金发放 Put a benefit's payment on record")
    public Response pay(@PathParam("id") String id, InputStream body) {
        return run("PAY_BENEFIT", body, fields -> transfer(fields, "paidOn"), (caller, transfer) -> {
            desk.pay(caller, benefit(id), transfer);
            return made(id);
        });
    }

    @POST
    @Path("{id}/repayments")
    @Operation(operationId = "repayBenefit", summary = "登记互助金退回 Take a benefit back")
    public Response repay(@PathParam("id") String id, InputStream body) {
        return run(
                "REPAY_BENEFIT",
                body,
                fields -> new Repayment(fields.money("amount"), transfer(fields, "receivedOn")),
                (caller, repayment) -> {
                    desk.repaid(caller, benefit(id), repayment.amount(), repayment.transfer());
                    return made(id);
                });
    }

    private static BenefitDesk.Transfer transfer(Fields fields, String day) {
        return new BenefitDesk.Transfer(fields.date(day), fields.text("bankReference", TEXT));
    }

    private Commands.Made made(String id) {
        return Commands.Made.created(LINK + id, reader.kept(benefit(id)));
    }

    private static UUID benefit(String id) {
        return NamedMember.id(id)
                .orElseThrow(() -> Refusal.of(RefusalCode.BENEFIT_NOT_FOUND).asException());
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
