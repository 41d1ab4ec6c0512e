package org.onestop.settlement;

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
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.RefusalAudit;
import org.onestop.bill.BillReader;
import org.onestop.bill.ReceivedBill;
import org.onestop.http.Fields;
import org.onestop.http.IdempotencyKey;
import org.onestop.http.JsonBody;
import org.onestop.idempotency.Fingerprints;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** What a hospital does with bills: preview, settle, reverse. */
@Path("/api/v1/settlements")
@Tag(name = "settlement")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SettlementResource {

    static final String PATH = "/api/v1/settlements";
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final int REASON = 200;
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final SettlementService settlements;
    private final ReversalService reversals;
    private final Callers callers;
    private final RefusalAudit audit;
    private final Fingerprints fingerprints;

    @Context
    HttpHeaders headers;

    SettlementResource(
            SettlementService settlements,
            ReversalService reversals,
            Callers callers,
            RefusalAudit audit,
            Fingerprints fingerprints) {
        this.settlements = settlements;
        this.reversals = reversals;
        this.callers = callers;
        this.audit = audit;
        this.fingerprints = fingerprints;
    }

    @POST
    @Path("preview")
    @Operation(operationId = "previewSettlement", summary = "预结算 Preview a settlement")
    public SettlementAnswer preview(InputStream body) {
        ReceivedBill bill = bill(JsonBody.read(body));
        Caller caller = ownHospital(bill);
        return settlements.preview(new SettleRequest(caller.clientId(), null, null, bill));
    }

    @POST
    @Operation(operationId = "settle", summary = "结算 Settle a bill")
    public Response settle(InputStream body) {
        return audit.run("SETTLEMENT", headers, () -> {
            JsonBody json = JsonBody.read(body);
            String key = IdempotencyKey.required(headers);
            ReceivedBill bill = bill(json);
            Caller caller = ownHospital(bill);
            byte[] fingerprint = fingerprints.of("POST", PATH, json.canonical());
            try {
                Answer answer = settlements.settle(new SettleRequest(caller.clientId(), key, fingerprint, bill));
                return created(answer, StoredAnswers.link(answer.id()));
            } catch (LostRaceException lost) {
                throw Refusal.of(RefusalCode.REQUEST_IN_PROGRESS).asException();
            }
        });
    }

    @POST
    @Path("{id}/reversal")
    @Operation(operationId = "reverseSettlement", summary = "冲正 Reverse a settlement")
    public Response reverse(@jakarta.ws.rs.PathParam("id") String id, InputStream body) {
        return audit.run("REVERSAL", headers, () -> {
            JsonBody json = JsonBody.read(body);
            String key = IdempotencyKey.required(headers);
            Fields fields = Fields.of(json);
            String reason = fields.text("reason", REASON);
            fields.close();
            fields.refuseIfFaulty();
            Caller caller = callers.current();
            String hospital = caller.requireHospital();
            byte[] fingerprint = fingerprints.of("POST", PATH + "/" + id + "/reversal", json.canonical());
            try {
                Answer answer = reversals.reverse(new ReversalTransaction.Request(
                        caller.clientId(), hospital, known(id), reason, key, fingerprint));
                // A reversal is read at the settlement that it undoes.
                return created(answer, PATH + "/" + id);
            } catch (LostRaceException lost) {
                throw Refusal.of(RefusalCode.REQUEST_IN_PROGRESS).asException();
            }
        });
    }

    /** What is no identifier names no settlement: null. */
    static UUID known(String id) {
        return UUID_FORM.matcher(id).matches() ? UUID.fromString(id) : null;
    }

    private static ReceivedBill bill(JsonBody json) {
        Fields fields = Fields.of(json);
        ReceivedBill bill = BillReader.settlement(fields);
        fields.refuseIfFaulty();
        return bill;
    }

    /** Refused whether the other hospital exists or not. */
    private Caller ownHospital(ReceivedBill bill) {
        Caller caller = callers.current();
        if (!caller.requireHospital().equals(bill.hospitalCode())) {
            throw Refusal.of(RefusalCode.HOSPITAL_MISMATCH).asException();
        }
        return caller;
    }

    private static Response created(Answer answer, String location) {
        Response.ResponseBuilder response = Response.created(URI.create(location))
                .type(MediaType.APPLICATION_JSON)
                .entity(answer.body());
        if (answer.replayed()) {
            response.header(REPLAYED, "true");
        }
        return response.build();
    }
}
