package org.onestop.settlement;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads a bill that is small before a thread is taken for its request. A thread that reads by itself is handed each piece by
 * the network's thread and waits in between: two changes of threads for a bill, and a slow sender would hold it. What is
 * larger, or of unknown size, is still read where it is wanted, after it is known who sends it.
 */
@Singleton
class SmallBodies {

    /** In bytes: a bill of some two hundred lines. */
    private static final int LARGEST = 64 * 1024;

    private static final Pattern SMALL_NUMBER = Pattern.compile("[1-9][0-9]{0,4}");

    private final BodyHandler reader = BodyHandler.create(false).setBodyLimit(LARGEST);

    private final long patience;

    SmallBodies(@ConfigProperty(name = "quarkus.http.read-timeout", defaultValue = "60s") Duration patience) {
        this.patience = patience.toMillis();
    }

    void install(@Observes Router router) {
        // Exactly as written, and no other: what takes a form or a file reads by itself.
        router.route(SettlementResource.PATH).order(0).handler(this::read);
        router.route(SettlementResource.PATH + "/preview").order(0).handler(this::read);
    }

    private void read(RoutingContext context) {
        if (!isSmall(context.request())) {
            context.next();
            return;
        }
        context.request().resume();
        reader.handle(context);
        if (!context.request().isEnded()) {
            hangUpLater(context);
        }
    }

    /** Whoever stops in the middle of a body is not waited for longer than where a thread reads it. */
    private void hangUpLater(RoutingContext context) {
        long timer = context.vertx().setTimer(patience, late -> {
            if (!context.request().isEnded()) {
                context.request().connection().close();
            }
        });
        context.addEndHandler(over -> context.vertx().cancelTimer(timer));
    }

    private static boolean isSmall(HttpServerRequest request) {
        List<String> lengths = request.headers().getAll(HttpHeaders.CONTENT_LENGTH);
        return HttpMethod.POST.equals(request.method())
                && lengths.size() == 1
                && SMALL_NUMBER.matcher(lengths.get(0)).matches()
                && Integer.parseInt(lengths.get(0)) <= LARGEST
                && isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))
                && !request.headers().contains(HttpHeaders.EXPECT)
                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static boolean isJson(String type) {
        return type != null && type.startsWith(MediaType.APPLICATION_JSON);
    }
}
