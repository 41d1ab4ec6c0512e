package org.onestop.clients;

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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.access.SignatureKeyView;
import org.onestop.access.SignatureKeys;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.RefusalCode;

/** The keys with which clients sign their requests; the system's administrator registers them. */
@Path("/api/v1/clients/{clientId}/signing-keys")
@Tag(name = "access")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SigningKeyResource {

    private static final Commands.Kind REGISTER = new Commands.Kind("REGISTER_SIGNING_KEY", Map.of());
    private static final Commands.Kind END = new Commands.Kind("END_SIGNING_KEY", Map.of());

    private final SignatureKeys keys;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    SigningKeyResource(SignatureKeys keys, Commands commands, Callers callers) {
        this.keys = keys;
        this.commands = commands;
        this.callers = callers;
    }

    /** All keys of a client, in the order in which they came. */
    record Keys(List<SignatureKeyView> items) {}

    @POST
    @Operation(operationId = "registerSigningKey", summary = "登记签名密钥 Register a signing key")
    public Response register(@PathParam("clientId") String clientId, InputStream body) {
        return commands.run(
                REGISTER,
                new Commands.Envelope(headers, uri, body),
                caller -> caller.require(Role.SYSTEM_ADMIN),
                SigningKeyForm::read,
                (caller, key) -> Commands.Made.created(uri.getPath(), keys.register(caller, clientId, key)));
    }

    @POST
    @Path("{keyId}/end")
    @Operation(operationId = "endSigningKey", summary = "停用签名密钥 End a signing key")
    public Response end(@PathParam("clientId") String clientId, @PathParam("keyId") String keyId, InputStream body) {
        return commands.run(
                END,
                new Commands.Envelope(headers, uri, body),
                caller -> caller.require(Role.SYSTEM_ADMIN),
                fields -> keyId,
                (caller, id) -> Commands.Made.ok(
                        keys.end(caller, clientId, KeyIds.read(id, RefusalCode.SIGNING_KEY_NOT_FOUND))));
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "listSigningKeys", summary = "签名密钥 The signing keys of a client")
    public Keys list(@PathParam("clientId") String clientId) {
        Queries.onlyKnown(uri.getQueryParameters());
        callers.current().require(Role.SYSTEM_ADMIN);
        return new Keys(keys.list(clientId));
    }
}
