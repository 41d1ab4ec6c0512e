package org.onestop.mutualaid;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Memberships one by one. ID numbers stand in bodies alone. */
@Path("/api/v1/mutual-aid")
@Tag(name = "mutual-aid")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class MembershipResource {

    private static final int CODE = 18;
    private static final int ID_NUMBER = 64;

    private final MembershipCourse course;
    private final Refunds refunds;
    private final MemberReader reader;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    MembershipResource(
            MembershipCourse course, Refunds refunds, MemberReader reader, Commands commands, Callers callers) {
        this.course = course;
        this.refunds = refunds;
        this.reader = reader;
        this.commands = commands;
        this.callers = callers;
    }

    private record Transfer(String unitCode, LocalDate on) {}

    private record Leave(MembershipCourse.Leaving reason, LocalDate lastDay) {}

    @POST
    @Path("members/search")
    @Operation(operationId = "searchMembers", summary = "查询会员 Look a person's memberships up")
    public MemberReader.Found search(InputStream body) {
        Queries.onlyKnown(uri.getQueryParameters());
        Fields fields = Fields.of(JsonBody.read(body));
        String idNumber = fields.text("idNumber", ID_NUMBER);
        fields.close();
        fields.refuseIfFaulty();
        return reader.search(UnionCallers.look(callers.current()), idNumber);
    }

    @GET
    @Path("memberships/{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readMembership", summary = "一个会员资格 One membership")
    public MemberReader.Item read(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        return reader.read(UnionCallers.look(callers.current()), membership(id));
    }

    @POST
    @Path("memberships/{id}/transfer")
    @Operation(operationId = "transferMember", summary = "会员转单位 Transfer a member to another unit")
    public Response transfer(@PathParam("id") String id, InputStream body) {
        return run(
                "TRANSFER_MEMBER",
                body,
                fields -> new Transfer(fields.text("unitCode", CODE), fields.date("on")),
                (caller, to) -> course.transfer(caller, membership(id), to.unitCode(), to.on()));
    }

    @POST
    @Path("memberships/{id}/leaving")
    @Operation(operationId = "endMembership", summary = "会员退会或身故 A member leaves or has died")
    public Response leave(@PathParam("id") String id, InputStream body) {
        return run(
                "END_MEMBERSHIP",
                body,
                fields -> new Leave(
                        fields.choice("reason", MembershipCourse.Leaving.class), fields.date("lastDay")),
                (caller, leave) -> course.leave(caller, membership(id), leave.reason(), leave.lastDay()));
    }

    @POST
    @Path("memberships/{id}/reinstatement")
    @Operation(operationId = "reinstateMembership", summary = "撤销误登的退会或身故 Undo an end recorded by mistake")
    public Response reinstate(@PathParam("id") String id, InputStream body) {
        return run(
                "REINSTATE_MEMBERSHIP",
                body,
                fields -> fields.choice("reason", MembershipCourse.Reinstating.class),
                (caller, why) -> course.reinstate(caller, membership(id), why));
    }

    @POST
    @Path("memberships/{id}/cancellation")
    @Operation(operationId = "cancelMembership", summary = "撤销误登的会员资格 Take a membership off the record")
    public Response cancel(@PathParam("id") String id, InputStream body) {
        return run(
                "CANCEL_MEMBERSHIP",
                body,
                fields -> fields.choice("reason", MembershipCourse.Mistake.class),
                (caller, why) -> course.cancel(caller, membership(id), why));
    }

    @POST
    @Path("memberships/{id}/refund")
    @Operation(operationId = "refundMember", summary = "退还会员互助金 Give a member's contribution back")
    public Response refund(@PathParam("id") String id, InputStream body) {
        return run(
                "REFUND_MEMBER",
                body,
                Refund::read,
                (caller, refund) -> refunds.refund(caller, membership(id), refund));
    }

    private static UUID membership(String id) {
        return NamedMember.id(id)
                .orElseThrow(() -> Refusal.of(RefusalCode.MEMBERSHIP_NOT_FOUND).asException());
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
