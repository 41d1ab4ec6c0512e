package org.onestop.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.RejectedExecutionException;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Answers as a problem document, too, what never comes to an operation: an address that can't be decoded, and a request
 * for which there is neither a free thread nor room to wait for one.
 */
@ApplicationScoped
class RouterProblems {

    private static final int BAD_REQUEST = 400;

    private final ObjectMapper json;

    RouterProblems(ObjectMapper json) {
        this.json = json;
    }

    void watch(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        router.errorHandler(BAD_REQUEST, context -> answer(context, RefusalCode.PATH_NOT_FOUND));
    }

    /** All other failures are the framework's own to answer. */
    private void failed(RoutingContext context) {
        if (context.failure() instanceof RejectedExecutionException) {
            answer(context, RefusalCode.OVERLOADED);
        } else {
            context.next();
        }
    }

    private void answer(RoutingContext context, RefusalCode code) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        Language language = Language.of(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatusCode(code.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.TYPE.toString())
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        if (code == RefusalCode.OVERLOADED) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(Problem.RETRY_SECONDS));
        }
        response.end(text(Refusal.of(code), language));
    }

    private String text(Refusal refusal, Language language) {
        try {
            return json.writeValueAsString(Problem.document(refusal, null, language));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document could not be written", e);
        }
    }
}
