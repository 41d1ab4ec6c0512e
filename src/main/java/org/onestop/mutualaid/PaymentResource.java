package org.onestop.mutualaid;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.RefusalAudit;
import org.onestop.access.Role;
import org.onestop.http.Cursor;
import org.onestop.http.Fields;
import org.onestop.http.IdempotencyKey;
import org.onestop.http.JsonBody;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.journal.Digest;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Orders to the bank, the file it gets, and its report. */
@Path("/api/v1/mutual-aid/payment-batches")
@Tag(name = "mutual-aid")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class PaymentResource {

    private static final String CSV = "text/csv";
    private static final int ID = 36;
    private static final String LINK = "/api/v1/mutual-aid/payment-batches/";
    private static final Commands.Kind TAKE = UnionCallers.kind("TAKE_BANK_REPORT");

    private final PaymentBatches batches;
    private final BankFile file;
    private final BankReturns returns;
    private final Commands commands;
    private final RefusalAudit audit;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    PaymentResource(
            PaymentBatches batches,
            BankFile file,
            BankReturns returns,
            Commands commands,
            RefusalAudit audit,
            Callers callers) {
        this.batches = batches;
        this.file = file;
        this.returns = returns;
        this.commands = commands;
        this.audit = audit;
        this.callers = callers;
    }

    /** A page of orders; {@code next} is null on the last. */
    record Page(
            List<PaymentBatches.Batch> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    private record Order(List<UUID> benefits) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "orderPayments", summary = "建立发放批次 Order the payment of benefits")
    public Response order(InputStream body) {
        return commands.run(
                UnionCallers.kind("ORDER_PAYMENTS"),
                new Commands.Envelope(headers, uri, body),
                UnionCallers::change,
                PaymentResource::order,
                (caller, order) -> {
                    UUID id = batches.order(caller, order.benefits());
                    return Commands.Made.created(LINK + id, batches.required(id));
                });
    }

    private static Order order(Fields fields) {
        if (fields.any("benefits") == null) {
            return new Order(null);
        }
        List<String> named = fields.optionalTexts("benefits", ID);
        if (named.isEmpty() || named.size() > PaymentBatches.MOST) {
            fields.fault("benefits", FieldFault.Code.OUT_OF_RANGE);
        }
        List<UUID> ids = new ArrayList<>();
        named.forEach(text -> NamedMember.id(text)
                .ifPresentOrElse(ids::add, () -> fields.fault("benefits", FieldFault.Code.INVALID_TEXT)));
        return new Order(ids);
    }

    @GET
    @Operation(operationId = "listPaymentBatches", summary = "发放批次 Orders to the bank")
    public Page list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "limit", "cursor");
        int size = Queries.limit(limit);
        Long before = cursor == null ? null : number(Cursor.read(cursor, 1).get(0));
        UnionCallers.look(callers.current());
        List<PaymentBatches.Batch> found = batches.page(before, size + 1);
        return found.size() <= size
                ? new Page(found, null)
                : new Page(
                        found.subList(0, size),
                        Cursor.of(Long.toString(found.get(size - 1).number())));
    }

    private static Long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Cursor.refused();
        }
        return Long.valueOf(text);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "readPaymentBatch", summary = "一个发放批次 One order to the bank")
    public PaymentBatches.Batch read(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        UnionCallers.look(callers.current());
        return batches.required(batch(id));
    }

    @GET
    @Path("{id}/bank-file")
    @Produces(CSV)
    @Operation(operationId = "downloadBankFile", summary = "下载代发文件 The file for the bank")
    public Response bankFile(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        Caller caller = callers.current();
        caller.require(Role.UNION_ADMIN);
        String text = file.write(caller, batch(id));
        return Response.ok(text, CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".csv\"")
                .build();
    }

    @POST
    @Path("{id}/bank-report")
    @Consumes({CSV, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(operationId = "takeBankReport", summary = "上传回盘文件 Hand in the bank's report")
    public Response bankReport(@PathParam("id") String id, InputStream body) {
        return audit.run(TAKE.operation(), headers, () -> {
            Queries.onlyKnown(uri.getQueryParameters());
            byte[] content = read(body);
            String key = IdempotencyKey.required(headers);
            Commands.Envelope envelope = new Commands.Envelope(headers, uri, body);
            return commands.once(TAKE, envelope, UnionCallers::change, key, Digest.sha256(content), caller -> {
                UUID batch = batch(id);
                return Commands.Made.created(LINK + id, returns.take(caller, batch, content));
            });
        });
    }

    private static byte[] read(InputStream body) {
        try {
            byte[] content = body.readNBytes(JsonBody.LARGEST + 1);
            if (content.length > JsonBody.LARGEST) {
                throw Refusal.of(RefusalCode.BODY_TOO_LARGE, Map.of("limit", Integer.toString(JsonBody.LARGEST)))
                        .asException();
            }
            return content;
        } catch (IOException e) {
            // Whoever sends it has hung up: no fault of ours.
            throw Refusal.of(RefusalCode.INVALID_REQUEST).asException();
        }
    }

    /** @throws org.onestop.refusal.RefusedException batch-not-found */
    static UUID batch(String id) {
        return NamedMember.id(id)
                .orElseThrow(() -> Refusal.of(RefusalCode.BATCH_NOT_FOUND).asException());
    }
}
