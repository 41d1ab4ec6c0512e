package org.onestop.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives each request an identifier: every line logged while it is answered bears it, and so does the answer. What a caller
 * sends as one is not used, since it would stand in the log and may hold anything.
 */
class RequestIds {

    private static final String HEADER = "X-Request-Id";
    private static final String LOGGED_AS = "requestId";

    @ServerRequestFilter(preMatching = true)
    @Priority(1)
    void begin(ContainerRequestContext request) {
        String id = UUID.randomUUID().toString();
        request.setProperty(LOGGED_AS, id);
        MDC.put(LOGGED_AS, id);
    }

    @ServerResponseFilter
    void end(ContainerRequestContext request, ContainerResponseContext response) {
        Object id = request.getProperty(LOGGED_AS);
        if (id != null) {
            response.getHeaders().putSingle(HEADER, id);
        }
    }
}
