package org.onestop.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.onestop.http.IncomingBodies;
import org.onestop.http.JsonBody;

/**
 * Takes in the bodies of those who may come in, before a thread is given to their request. Of strangers, whom
 * {@link EntranceFilter} turns away, nothing is read but what the operation that hands out tokens needs.
 */
@ApplicationScoped
class Reception {

    private static final String JSON = "application/json";
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    /** After everything that finds out who calls. */
    private static final int AFTER_SIGN_IN = 50;

    private final IncomingBodies bodies;

    Reception(IncomingBodies bodies) {
        this.bodies = bodies;
    }

    void open(@Observes Filters filters) {
        filters.register(this::receive, AFTER_SIGN_IN);
    }

    private void receive(RoutingContext context) {
        if (!WITH_BODY.contains(context.request().method())) {
            context.next();
        } else if (EntranceFilter.OPEN.equals(context.normalizedPath())) {
            bodies.take(context, TokenResource.LARGEST);
        } else if (isReadWhole(context)) {
            Uni<SecurityIdentity> who = QuarkusHttpUser.getSecurityIdentity(context, null);
            who.subscribe().with(known -> receive(context, known), unknown -> context.next());
        } else {
            context.next();
        }
    }

    private void receive(RoutingContext context, SecurityIdentity who) {
        if (who == null || who.isAnonymous()) {
            context.next();
        } else {
            bodies.take(context, JsonBody.LARGEST);
        }
    }

    /** Files are read as they come, by the operation that takes them; what is announced as too large is not read at all. */
    private static boolean isReadWhole(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return type != null
                && type.strip().regionMatches(true, 0, JSON, 0, JSON.length())
                // The server has made sure that it is a number.
                && (length == null || Long.parseLong(length.strip()) <= JsonBody.LARGEST);
    }
}
