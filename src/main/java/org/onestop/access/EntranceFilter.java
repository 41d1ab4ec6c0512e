package org.onestop.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.onestop.http.Crowd;
import org.onestop.http.JsonBody;
import org.onestop.http.Language;
import org.onestop.http.LargeBody;
import org.onestop.http.Problem;
import org.onestop.http.WholeBodies;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Lets nobody in without a token, whatever the address: an unknown address tells a stranger nothing. The operation
 * that hands out tokens is the only exception. Runs before an operation is even looked for, since "who are you" comes
 * before every other "no". Of those who may come in, none faster than its pace, and no more than there is room for: each
 * with its body, so that whoever sends slowly takes nobody's place.
 */
class EntranceFilter {

    private static final String OPEN = "/api/v1/token";
    private static final Set<String> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final CurrentIdentityAssociation identity;
    private final CurrentVertxRequest current;
    private final Callers callers;
    private final Paces paces;
    private final WholeBodies bodies;
    private final Crowd crowd;

    EntranceFilter(
            CurrentIdentityAssociation identity,
            CurrentVertxRequest current,
            Callers callers,
            Paces paces,
            WholeBodies bodies,
            Crowd crowd) {
        this.identity = identity;
        this.current = current;
        this.callers = callers;
        this.paces = paces;
        this.bodies = bodies;
        this.crowd = crowd;
    }

    @ServerRequestFilter(preMatching = true)
    Uni<Response> enter(ContainerRequestContext request, HttpHeaders headers) {
        Uni<RefusalCode> asked = isOpen() ? Uni.createFrom().nullItem() : signedIn(headers);
        return asked.flatMap(refused -> refused == null ? withItsBody(request) : Uni.createFrom().item(refused))
                .map(refused -> refused == null ? null : refused(refused, headers));
    }

    /** Null where the caller may come in. */
    private Uni<RefusalCode> signedIn(HttpHeaders headers) {
        if (isSentTwice(headers)) {
            return Uni.createFrom().item(RefusalCode.UNAUTHENTICATED);
        }
        return identity.getDeferredIdentity()
                .map(this::inTime)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(RefusalCode.UNAUTHENTICATED);
    }

    private RefusalCode inTime(SecurityIdentity who) {
        if (who.isAnonymous()) {
            return RefusalCode.UNAUTHENTICATED;
        }
        // A token that names no client is refused where the caller is asked for.
        return callers.of(who).map(caller -> paces.request(caller.clientId())).orElse(0L) == 0
                ? null
                : RefusalCode.RATE_LIMITED;
    }

    private Uni<RefusalCode> withItsBody(ContainerRequestContext request) {
        if (!WITH_BODY.contains(request.getMethod())) {
            return Uni.createFrom().item(() -> room());
        }
        return bodies.take(request, isOpen() ? TokenResource.LARGEST : JsonBody.LARGEST).map(outcome -> switch (outcome) {
            case IN -> room();
            case NO_ROOM -> RefusalCode.OVERLOADED;
            case LATE -> RefusalCode.REQUEST_TOO_SLOW;
            case BROKEN -> RefusalCode.MALFORMED_JSON;
        });
    }

    private RefusalCode room() {
        return crowd.enter() ? null : RefusalCode.OVERLOADED;
    }

    /** A body must say what it is and be sent as it is, and what is announced as too large is not even read. */
    @ServerRequestFilter
    Response takeable(ContainerRequestContext request, ResourceInfo operation, HttpHeaders headers) {
        if (isOpen()) {
            return null;
        }
        if (WITH_BODY.contains(request.getMethod()) && !isPlainlyTyped(request)) {
            return refused(RefusalCode.UNSUPPORTED_MEDIA_TYPE, headers);
        }
        return request.getLength() > JsonBody.LARGEST && !hasLimitOfItsOwn(operation)
                ? refused(RefusalCode.BODY_TOO_LARGE, headers)
                : null;
    }

    private static boolean hasLimitOfItsOwn(ResourceInfo operation) {
        Method method = operation.getResourceMethod();
        return method != null && method.isAnnotationPresent(LargeBody.class);
    }

    private static boolean isPlainlyTyped(ContainerRequestContext request) {
        List<String> types = request.getHeaders().getOrDefault(HttpHeaders.CONTENT_TYPE, List.of());
        String coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        return types.size() == 1
                && !types.get(0).isBlank()
                && types.get(0).indexOf('*') < 0
                && (coding == null || coding.strip().equalsIgnoreCase("identity"));
    }

    /** Only as it is written: what a router takes for the same address is another one here. */
    private boolean isOpen() {
        return OPEN.equals(current.getCurrent().request().path());
    }

    /** Which of two would count is a guess, and a gateway in front may have guessed otherwise. */
    private static boolean isSentTwice(HttpHeaders headers) {
        List<String> sent = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        return sent != null && sent.size() > 1;
    }

    private static Response refused(RefusalCode code, HttpHeaders headers) {
        Refusal refusal = code == RefusalCode.BODY_TOO_LARGE
                ? Refusal.of(code, Map.of("limit", Integer.toString(JsonBody.LARGEST)))
                : Refusal.of(code);
        return Problem.response(refusal, Language.of(headers));
    }
}
