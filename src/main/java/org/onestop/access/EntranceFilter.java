package org.onestop.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
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
 * with its body, so that whoever sends slowly takes nobody's place. And who has to sign, signs.
 */
class EntranceFilter {

    private static final String OPEN = "/api/v1/token";
    private static final Set<String> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final CurrentIdentityAssociation identity;
    private final CurrentVertxRequest current;
    private final Callers callers;
    private final Paces paces;
    private final WholeBodies bodies;
    private final SignatureCheck signatures;
    private final Crowd crowd;

    EntranceFilter(
            CurrentIdentityAssociation identity,
            CurrentVertxRequest current,
            Callers callers,
            Paces paces,
            WholeBodies bodies,
            SignatureCheck signatures,
            Crowd crowd) {
        this.identity = identity;
        this.current = current;
        this.callers = callers;
        this.paces = paces;
        this.bodies = bodies;
        this.signatures = signatures;
        this.crowd = crowd;
    }

    @ServerRequestFilter(preMatching = true)
    Uni<Response> enter(ContainerRequestContext request, HttpHeaders headers) {
        if (isOpen()) {
            return withItsBody(request).map(refused -> refused == null ? null : refused(refused, headers));
        }
        if (isSentTwice(headers)) {
            return answered(refused(RefusalCode.UNAUTHENTICATED, headers));
        }
        return identity.getDeferredIdentity()
                .flatMap(who -> seen(who, request, headers))
                .onFailure(EntranceFilter::isUnknown)
                .recoverWithItem(() -> refused(RefusalCode.UNAUTHENTICATED, headers));
    }

    private Uni<Response> seen(SecurityIdentity who, ContainerRequestContext request, HttpHeaders headers) {
        Callers.Known known = callers.known(who);
        HttpServerRequest sent = current.getCurrent().request();
        if (!known.isAtHome(sent)) {
            return answered(refused(RefusalCode.UNAUTHENTICATED, headers));
        }
        if (paces.request(known.caller().clientId()) > 0) {
            return answered(refused(RefusalCode.RATE_LIMITED, headers));
        }
        return withItsBody(request).flatMap(refused -> {
            if (refused != null) {
                return answered(refused(refused, headers));
            }
            return signatures.isAskedOf(known.caller())
                    ? signatures.check(known.caller(), request, sent, headers)
                    : Uni.createFrom().nullItem();
        });
    }

    /** Null where the request is here as a whole and there is room for it. */
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

    private static Uni<Response> answered(Response response) {
        return Uni.createFrom().item(response);
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof AuthenticationFailedException || failure instanceof UnauthorizedException;
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
