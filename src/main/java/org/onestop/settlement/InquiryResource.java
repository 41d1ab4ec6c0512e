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
import java.io.InputStream;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.RefusalAudit;
import org.onestop.http.Fields;
import org.onestop.http.IdempotencyKey;
import org.onestop.http.JsonBody;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** What a hospital asks before a bill (eligibility) and after a lost answer (inquiry, withdrawal). */
@Path("/api/v1")
@Tag(name = "settlement")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class InquiryResource {

    private static final int ID_NUMBER = 64;
    private static final int KEY = 64;

    private final EligibilityService eligibility;
    private final InquiryService inquiries;
    private final Callers callers;
    private final RefusalAudit audit;

    @Context
    HttpHeaders headers;

    InquiryResource(
            EligibilityService eligibility, InquiryService inquiries, Callers callers, RefusalAudit audit) {
        this.eligibility = eligibility;
        this.inquiries = inquiries;
        this.callers = callers;
        this.audit = audit;
    }

    @POST
    @Path("eligibility")
    @Operation(operationId = "readEligibility", summary = "待遇查询 What a person is entitled to")
    EligibilityService.Eligibility eligibility(InputStream body) {
        Fields fields = Fields.of(JsonBody.read(body));
        String idNumber = fields.text("idNumber", ID_NUMBER);
        LocalDate onDate = fields.optionalDate("onDate");
        fields.close();
        fields.refuseIfFaulty();
        Caller caller = callers.current();
        caller.requireHospital();
        return eligibility.of(caller.clientId(), idNumber, onDate);
    }

    @POST
    @Path("settlement-inquiries")
    @Operation(operationId = "inquireSettlement", summary = "结果查询 What became of a request")
    InquiryService.Finding inquire(InputStream body) {
        return audit.run("INQUIRY", headers, () -> {
            Fields fields = Fields.of(JsonBody.read(body));
            String key = key(fields);
            Boolean fence = fields.optionalTruth("fence");
            fields.close();
            fields.refuseIfFaulty();
            Caller caller = callers.current();
            caller.requireHospital();
            return settled(() -> inquiries.inquire(caller.clientId(), key, Boolean.TRUE.equals(fence)));
        });
    }

    @POST
    @Path("settlement-withdrawals")
    @Operation(operationId = "withdrawSettlement", summary = "撤回 Withdraw a request")
    InquiryService.Finding withdraw(InputStream body) {
        return audit.run("WITHDRAWAL", headers, () -> {
            Fields fields = Fields.of(JsonBody.read(body));
            String key = key(fields);
            fields.close();
            fields.refuseIfFaulty();
            Caller caller = callers.current();
            String hospital = caller.requireHospital();
            return settled(() -> inquiries.withdraw(caller.clientId(), hospital, key));
        });
    }

    private static String key(Fields fields) {
        String key = fields.text("idempotencyKey", KEY);
        return key == null || IdempotencyKey.isValid(key)
                ? key
                : fields.fault("idempotencyKey", FieldFault.Code.INVALID_TEXT);
    }

    private static InquiryService.Finding settled(java.util.function.Supplier<InquiryService.Finding> work) {
        try {
            return work.get();
        } catch (LostRaceException lost) {
            throw Refusal.of(RefusalCode.REQUEST_IN_PROGRESS).asException();
        }
    }
}
