package org.onestop.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.onestop.refusal.RefusalCode;

/**
 * Hands out tokens for client credentials (RFC 6749, section 4.4), to clients with certificates over connections with these
 * (RFC 8705); its refusals follow section 5.2 of the first, those of a body that is no form included.
 */
@Path("/api/v1/token")
@Tag(name = "access")
@PermitAll
class TokenResource {

    /** No honest request for a token is larger. */
    static final int LARGEST = 16 * 1024;

    private static final String GRANT = "client_credentials";

    private final Clients clients;
    private final ClientCertificates certificates;
    private final Tokens tokens;
    private final Paces paces;
    private final CurrentVertxRequest current;

    TokenResource(
            Clients clients,
            ClientCertificates certificates,
            Tokens tokens,
            Paces paces,
            CurrentVertxRequest current) {
        this.clients = clients;
        this.certificates = certificates;
        this.tokens = tokens;
        this.paces = paces;
        this.current = current;
    }

    /** A token, as RFC 6749 names its members. */
    record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    /** A refusal, as RFC 6749 names its members. */
    record TokenError(String error, @JsonProperty("error_description") String description) {}

    /** What a client shows of itself. */
    private record Credentials(String clientId, String secret) {}

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "issueToken", summary = "取得访问令牌 Get a token")
    public Response issue(
            @RestHeader(HttpHeaders.AUTHORIZATION) List<String> authorization,
            @RestHeader(HttpHeaders.CONTENT_TYPE) String type,
            InputStream body) {
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED)) {
            return invalid("请求体应为 the body must be " + MediaType.APPLICATION_FORM_URLENCODED);
        }
        Optional<Form> form = Form.read(body, LARGEST);
        return form.isPresent()
                ? issue(authorization, form.get())
                // The rest of it, if there is any, was not read.
                : Response.fromResponse(invalid("表单无法读取 the form can't be read")).header("Connection", "close").build();
    }

    private Response issue(List<String> authorization, Form form) {
        if (authorization.size() > 1 || form.repeats("grant_type", "client_id", "client_secret")) {
            return invalid("参数重复 a parameter is given twice");
        }
        Optional<String> secret = form.value("client_secret");
        if (!authorization.isEmpty() && secret.isPresent()) {
            return invalid("只能用一种方式出示身份 one way of authentication only");
        }
        Optional<String> grant = form.value("grant_type");
        if (grant.isEmpty()) {
            return invalid("grant_type 缺失 is missing");
        }
        if (!GRANT.equals(grant.get())) {
            return error(Response.Status.BAD_REQUEST, "unsupported_grant_type", "仅支持 only " + GRANT);
        }
        return authenticated(authorization.isEmpty() ? inForm(form) : basic(authorization.get(0)));
    }

    /** Whoever keeps guessing is not even listened to for a while: neither told that it was wrong, nor that it was right. */
    private Response authenticated(Stream<Credentials> shown) {
        HttpServerRequest request = current.getCurrent().request();
        String address = request.remoteAddress().hostAddress();
        long wait = paces.attempt(address);
        if (wait > 0) {
            return tooFast(wait);
        }
        Optional<byte[]> certificate = Thumbprint.shown(request);
        Optional<Known> known = shown.map(each -> known(each, certificate))
                .flatMap(Optional::stream)
                .findFirst();
        if (known.isEmpty()) {
            paces.failed(address);
            return error(Response.Status.UNAUTHORIZED, "invalid_client", "客户端身份有误 unknown client or secret");
        }
        wait = paces.request(known.get().client().clientId);
        return wait > 0 ? tooFast(wait) : token(known.get());
    }

    /** A client, and the certificate that its token is bound to. */
    private record Known(ClientEntity client, Optional<byte[]> certificate) {}

    /** A client that has a certificate needs it, and then needs no secret; the token is good over such connections alone. */
    private Optional<Known> known(Credentials shown, Optional<byte[]> certificate) {
        return switch (certificates.proof(shown.clientId(), certificate)) {
            case NONE_ASKED -> clients.authenticate(shown.clientId(), shown.secret())
                    .map(client -> new Known(client, Optional.empty()));
            case GIVEN -> (shown.secret().isEmpty()
                            ? clients.standing(shown.clientId())
                            : clients.authenticate(shown.clientId(), shown.secret()))
                    .map(client -> new Known(client, certificate));
            case FAILED -> Optional.empty();
        };
    }

    private static Response tooFast(long wait) {
        String error = RefusalCode.RATE_LIMITED.code();
        return Response.fromResponse(error(Response.Status.TOO_MANY_REQUESTS, error, "请求过于频繁 too many requests"))
                .header(HttpHeaders.RETRY_AFTER, wait)
                .build();
    }

    private static Stream<Credentials> inForm(Form form) {
        return form.value("client_id").stream()
                .map(id -> new Credentials(id, form.value("client_secret").orElse("")));
    }

    private static Response invalid(String description) {
        return error(Response.Status.BAD_REQUEST, "invalid_request", description);
    }

    private Response token(Known known) {
        TokenAnswer answer = new TokenAnswer(
                tokens.issue(known.client(), known.certificate()), "Bearer", tokens.lifetime().toSeconds());
        return Response.ok(answer).header("Pragma", "no-cache").build();
    }

    private static Response error(Response.Status status, String error, String description) {
        Response.ResponseBuilder response = Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new TokenError(error, description));
        if (status == Response.Status.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"onestop\"");
        }
        return response.build();
    }

    /**
     * The two halves of a Basic header: each form-encoded, as RFC 6749, section 2.3.1, wants it, or as they are, as
     * most programs send them.
     */
    private static Stream<Credentials> basic(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Stream.empty();
        }
        try {
            String pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                return Stream.empty();
            }
            Credentials sent = new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
            return Stream.concat(Stream.of(sent), decoded(sent));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private static Stream<Credentials> decoded(Credentials sent) {
        try {
            return Stream.of(new Credentials(
                    URLDecoder.decode(sent.clientId(), StandardCharsets.UTF_8),
                    URLDecoder.decode(sent.secret(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            // A bare percent sign: it was not encoded.
            return Stream.empty();
        }
    }
}
