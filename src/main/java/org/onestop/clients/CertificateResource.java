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
import org.onestop.access.CertificateView;
import org.onestop.access.ClientCertificates;
import org.onestop.access.Role;
import org.onestop.access.Thumbprint;
import org.onestop.http.Fields;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.RefusalCode;

/** The certificates with which clients show themselves; the system's administrator registers them. */
@Path("/api/v1/clients/{clientId}/certificates")
@Tag(name = "access")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class CertificateResource {

    private static final Commands.Kind REGISTER = new Commands.Kind("REGISTER_CERTIFICATE", Map.of());
    private static final Commands.Kind END = new Commands.Kind("END_CERTIFICATE", Map.of());
    private static final int THUMBPRINT = 43;

    private final ClientCertificates certificates;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    CertificateResource(ClientCertificates certificates, Commands commands, Callers callers) {
        this.certificates = certificates;
        this.commands = commands;
        this.callers = callers;
    }

    /** All certificates of a client, in the order in which they came. */
    record Certificates(List<CertificateView> items) {}

    @POST
    @Operation(operationId = "registerCertificate", summary = "登记证书 Register a certificate")
    public Response register(@PathParam("clientId") String clientId, InputStream body) {
        return commands.run(
                REGISTER,
                new Commands.Envelope(headers, uri, body),
                caller -> caller.require(Role.SYSTEM_ADMIN),
                CertificateResource::thumbprint,
                (caller, shown) ->
                        Commands.Made.created(uri.getPath(), certificates.register(caller, clientId, shown)));
    }

    @POST
    @Path("{certificateId}/end")
    @Operation(operationId = "endCertificate", summary = "停用证书 End a certificate")
    public Response end(
            @PathParam("clientId") String clientId, @PathParam("certificateId") String certificateId, InputStream body) {
        return commands.run(
                END,
                new Commands.Envelope(headers, uri, body),
                caller -> caller.require(Role.SYSTEM_ADMIN),
                fields -> certificateId,
                (caller, id) -> Commands.Made.ok(
                        certificates.end(caller, clientId, KeyIds.read(id, RefusalCode.CERTIFICATE_NOT_FOUND))));
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "listCertificates", summary = "证书 The certificates of a client")
    public Certificates list(@PathParam("clientId") String clientId) {
        Queries.onlyKnown(uri.getQueryParameters());
        callers.current().require(Role.SYSTEM_ADMIN);
        return new Certificates(certificates.list(clientId));
    }

    private static byte[] thumbprint(Fields fields) {
        String text = fields.text("thumbprint", THUMBPRINT);
        return text == null
                ? null
                : Thumbprint.parse(text).orElseGet(() -> fields.fault("thumbprint", FieldFault.Code.INVALID_TEXT));
    }
}
