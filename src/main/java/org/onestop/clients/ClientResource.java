package org.onestop.clients;

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
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.ClientCourse;
import org.onestop.access.ClientView;
import org.onestop.access.Role;
import org.onestop.http.Cursor;
import org.onestop.http.Fields;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Clients: who may get tokens. The system's administrator lets them in; a client may exchange its own secret. */
@Path("/api/v1/clients")
@Tag(name = "access")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ClientResource {

    private static final int REASON = 500;
    private static final int LONGEST_OVERLAP = 30 * 24;

    private final ClientCourse course;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    ClientResource(ClientCourse course, Commands commands, Callers callers) {
        this.course = course;
        this.commands = commands;
        this.callers = callers;
    }

    /**
     * One page of clients.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(List<ClientView> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /** @param overlapHours for how long the secret before stays valid; null for until it is ended */
    private record NewSecret(String secret, Integer overlapHours) {

        static NewSecret read(Fields fields) {
            Integer hours = fields.optionalInteger("overlapHours");
            if (hours != null && (hours < 0 || hours > LONGEST_OVERLAP)) {
                fields.fault("overlapHours", FieldFault.Code.OUT_OF_RANGE);
            }
            return new NewSecret(fields.text("secret", ClientForm.LONGEST_SECRET), hours);
        }

        Duration overlap() {
            return overlapHours == null ? null : Duration.ofHours(overlapHours);
        }
    }

    @POST
    @Operation(operationId = "registerClient", summary = "登记客户端 Register a client")
    public Response register(InputStream body) {
        return commands.run(
                kind("REGISTER_CLIENT"),
                new Commands.Envelope(headers, uri, body),
                caller -> caller.require(Role.SYSTEM_ADMIN),
                ClientForm::read,
                (caller, form) -> {
                    ClientView made = course.register(caller, form.registration(), form.secret());
                    return Commands.Made.created("/api/v1/clients/" + made.clientId(), made);
                });
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "listClients", summary = "客户端 The clients")
    public Page list(
            @QueryParam("role") String role, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "role", "limit", "cursor");
        Role wanted = role == null ? null : role(role);
        int size = Queries.limit(limit);
        String after = cursor == null ? "" : Cursor.read(cursor, 1).get(0);
        callers.current().require(Role.SYSTEM_ADMIN);
        List<ClientView> found = course.page(wanted, after, size + 1);
        List<ClientView> items = found.stream().limit(size).toList();
        return new Page(items, found.size() <= size ? null : Cursor.of(items.get(size - 1).clientId()));
    }

    @GET
    @Path("{clientId}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readClient", summary = "一个客户端 One client")
    public ClientView read(@PathParam("clientId") String clientId) {
        Queries.onlyKnown(uri.getQueryParameters());
        requireAdminOr(callers.current(), clientId);
        return course.read(clientId);
    }

    @POST
    @Path("{clientId}/secrets")
    @Operation(operationId = "addClientSecret", summary = "增加密钥 Give a client another secret")
    public Response addSecret(@PathParam("clientId") String clientId, InputStream body) {
        return commands.run(
                kind("ADD_CLIENT_SECRET"),
                new Commands.Envelope(headers, uri, body),
                caller -> requireAdminOr(caller, clientId),
                NewSecret::read,
                (caller, added) -> Commands.Made.created(
                        null, course.addSecret(caller, clientId, added.secret(), added.overlap())));
    }

    @POST
    @Path("{clientId}/secrets/{secretId}/end")
    @Operation(operationId = "endClientSecret", summary = "停用密钥 End a secret of a client")
    public Response endSecret(
            @PathParam("clientId") String clientId, @PathParam("secretId") String secretId, InputStream body) {
        return commands.run(
                kind("END_CLIENT_SECRET"),
                new Commands.Envelope(headers, uri, body),
                caller -> requireAdminOr(caller, clientId),
                fields -> null,
                (caller, nothing) -> Commands.Made.ok(
                        course.endSecret(clientId, KeyIds.read(secretId, RefusalCode.SECRET_NOT_FOUND))));
    }

    @POST
    @Path("{clientId}/retirement")
    @Operation(operationId = "retireClient", summary = "停用客户端 Retire a client")
    public Response retire(@PathParam("clientId") String clientId, InputStream body) {
        return commands.run(
                kind("RETIRE_CLIENT"),
                new Commands.Envelope(headers, uri, body),
                caller -> caller.require(Role.SYSTEM_ADMIN),
                fields -> fields.text("reason", REASON),
                (caller, reason) -> Commands.Made.created(null, course.retire(caller, clientId, reason)));
    }

    /** Whether there is such a client a stranger doesn't learn. */
    private static void requireAdminOr(Caller caller, String clientId) {
        if (!caller.clientId().equals(clientId) && !caller.is(Role.SYSTEM_ADMIN)) {
            throw Refusal.of(RefusalCode.CLIENT_NOT_FOUND).asException();
        }
    }

    private static Role role(String group) {
        return Arrays.stream(Role.values())
                .filter(role -> role.group().equals(group))
                .findFirst()
                .orElseThrow(() -> Queries.refused("role", FieldFault.Code.UNKNOWN_VALUE));
    }

    private static Commands.Kind kind(String operation) {
        return new Commands.Kind(operation, Map.of());
    }
}
