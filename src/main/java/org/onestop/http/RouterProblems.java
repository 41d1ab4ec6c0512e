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
 * Answers as a problem document, too, what never comes to an operation: a request for which there is neither a free thread
 * nor room to wait for one, or whose body was not taken in.
 */
@ApplicationScoped
class RouterProblems {

    private final ObjectMapper json;

    RouterProblems(ObjectMapper json) {
        this.json = json;
    }

    void watch(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    }

    /** All other failures are the framework's own to answer. */
    private void failed(RoutingContext context) {
        if (context.failure() instanceof RejectedExecutionException && !context.response().headWritten()) {
            answer(context, Refusal.of(RefusalCode.OVERLOADED));
        } else {
            context.next();
        }
    }

    /** Refuses a request whose body was not read to its end: its connection can't carry another one. */
    void answerLast(RoutingContext context, Refusal refusal) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        answer(context, refusal);
    }

    private void answer(RoutingContext context, Refusal refusal) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        RefusalCode code = refusal.code();
        Language language = Language.of(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatusCode(code.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.TYPE.toString())
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        if (code == RefusalCode.OVERLOADED) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(Problem.RETRY_SECONDS));
        }
        response.end(text(refusal, language));
    }

    private String text(Refusal refusal, Language language) {
        try {
            return json.writeValueAsString(Problem.document(refusal, null, language));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document could not be written", e);
        }
    }
}
