package org.onestop.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Answers what the server itself refuses before any operation or filter has seen it: a request without a host, or one to
 * no address at all. It is a problem document with the headers of any other, and no line in the log, since whoever likes
 * could fill that.
 */
@ApplicationScoped
class EarlyFailures {

    /** As application.properties has them for whatever gets further. */
    private static final List<String> PROTECTION =
            List.of("X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy", "Cache-Control");

    private final Config config;
    private final ObjectMapper json;

    EarlyFailures(Config config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        RefusalCode code = code(context.statusCode());
        if (code == null || context.response().ended() || context.response().headWritten()) {
            context.next();
            return;
        }
        Response problem =
                Problem.response(Refusal.of(code), Language.of(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
        HttpServerResponse response = context.response().setStatusCode(problem.getStatus());
        PROTECTION.forEach(name -> response.putHeader(
                name, config.getValue("quarkus.http.header.\"" + name + "\".value", String.class)));
        problem.getStringHeaders().forEach((name, values) -> response.putHeader(name, values));
        response.end(body(problem));
    }

    /** Null for what is no early refusal. */
    private static RefusalCode code(int status) {
        return switch (status) {
            case 400 -> RefusalCode.INVALID_REQUEST;
            case 404 -> RefusalCode.PATH_NOT_FOUND;
            case 405 -> RefusalCode.METHOD_NOT_ALLOWED;
            default -> null;
        };
    }

    private Buffer body(Response problem) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(problem.getEntity()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document is plain values", e);
        }
    }
}
