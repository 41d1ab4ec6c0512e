package org.onestop.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.onestop.http.JsonBody;
import org.onestop.http.Language;
import org.onestop.http.Problem;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Lets nobody in without a token, whatever the address: an unknown address tells a stranger nothing. The operation
 * that hands out tokens is the only exception. Runs before an operation is even looked for, since "who are you" comes
 * before every other "no".
 */
class EntranceFilter {

    private static final String OPEN = "/api/v1/token";
    private static final Set<String> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final CurrentIdentityAssociation identity;

    EntranceFilter(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    @ServerRequestFilter(preMatching = true)
    Uni<Response> signedIn(ContainerRequestContext request, HttpHeaders headers) {
        if (OPEN.equals(request.getUriInfo().getPath())) {
            return Uni.createFrom().nullItem();
        }
        return identity.getDeferredIdentity()
                .map(who -> who.isAnonymous() ? refused(RefusalCode.UNAUTHENTICATED, headers) : null)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(() -> refused(RefusalCode.UNAUTHENTICATED, headers));
    }

    /** A body must say what it is, and what is announced as too large is not even read. */
    @ServerRequestFilter
    Response takeable(ContainerRequestContext request, HttpHeaders headers) {
        boolean untyped = request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null;
        if (untyped && WITH_BODY.contains(request.getMethod()) && !OPEN.equals(request.getUriInfo().getPath())) {
            return refused(RefusalCode.UNSUPPORTED_MEDIA_TYPE, headers);
        }
        return request.getLength() > JsonBody.LARGEST ? refused(RefusalCode.BODY_TOO_LARGE, headers) : null;
    }

    private static Response refused(RefusalCode code, HttpHeaders headers) {
        Refusal refusal = code == RefusalCode.BODY_TOO_LARGE
                ? Refusal.of(code, java.util.Map.of("limit", Integer.toString(JsonBody.LARGEST)))
                : Refusal.of(code);
        return Problem.response(refusal, Language.of(headers));
    }
}
