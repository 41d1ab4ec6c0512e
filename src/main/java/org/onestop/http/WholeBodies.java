package org.onestop.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;

/**
 * Takes a request's body in before a thread is given to the request: who sends slowly, or announces a body that never
 * comes, keeps nobody waiting but itself. Only a file that is read piece by piece comes on a thread, beyond what fits
 * here.
 */
@ApplicationScoped
public class WholeBodies {

    /** All bodies that are in at one time may take this part of the memory. */
    private static final int PART_OF_MEMORY = 4;

    private final CurrentVertxRequest current;
    private final Vertx vertx;
    private final Duration within;
    private final AtomicLong held = new AtomicLong();
    private final long most = Runtime.getRuntime().maxMemory() / PART_OF_MEMORY;

    WholeBodies(
            CurrentVertxRequest current,
            Vertx vertx,
            @ConfigProperty(name = "onestop.http.body-within") Duration within) {
        this.current = current;
        this.vertx = vertx;
        this.within = within;
    }

    /** How the taking of a body ended. */
    public enum Outcome {
        /** The request can be dealt with. */
        IN,
        /** It did not come in time; nobody may go on with its connection. */
        LATE,
        /** There is no room for it now. */
        NO_ROOM,
        /** Whoever sent it broke off. */
        BROKEN
    }

    /**
     * Takes the present request's body in.
     *
     * @param largest in bytes; what is announced as larger is not even begun, what turns out larger is read no further
     *     here: whoever reads it finds the rest
     */
    public Uni<Outcome> take(ContainerRequestContext request, int largest) {
        RoutingContext routing = current.getCurrent();
        HttpServerRequest sent = routing.request();
        if (sent.isEnded() || announced(sent) > largest) {
            return Uni.createFrom().item(Outcome.IN);
        }
        ServerHttpRequest server = CurrentRequestManager.get().serverRequest();
        return Uni.createFrom().emitter(emitter -> {
            Taking taking = new Taking(routing, server, request, largest, emitter::complete);
            taking.begin();
        });
    }

    private static long announced(HttpServerRequest sent) {
        String length = sent.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** One body on its way in. All of it runs on the thread of its connection. */
    private final class Taking {

        private final RoutingContext routing;
        private final ServerHttpRequest server;
        private final ContainerRequestContext request;
        private final int largest;
        private final Consumer<Outcome> then;
        private final Buffer body = Buffer.buffer();
        private long timer;
        private boolean over;

        Taking(
                RoutingContext routing,
                ServerHttpRequest server,
                ContainerRequestContext request,
                int largest,
                Consumer<Outcome> then) {
            this.routing = routing;
            this.server = server;
            this.request = request;
            this.largest = largest;
            this.then = then;
        }

        void begin() {
            timer = vertx.setTimer(within.toMillis(), late -> end(Outcome.LATE));
            routing.addEndHandler(answered -> held.addAndGet(-body.length()));
            routing.request()
                    .handler(this::add)
                    .endHandler(all -> complete())
                    .exceptionHandler(broken -> end(Outcome.BROKEN));
            // Also tells a caller that waits for it (Expect: 100-continue) to go on.
            server.resumeRequestInput();
        }

        private void add(Buffer piece) {
            if (over) {
                return;
            }
            body.appendBuffer(piece);
            if (held.addAndGet(piece.length()) > most) {
                end(Outcome.NO_ROOM);
            } else if (body.length() > largest) {
                routing.request().pause();
                request.setEntityStream(server.createInputStream(ByteBuffer.wrap(body.getBytes())));
                end(Outcome.IN);
            }
        }

        private void complete() {
            if (!over) {
                request.setEntityStream(new ByteArrayInputStream(body.getBytes()));
                end(Outcome.IN);
            }
        }

        private void end(Outcome outcome) {
            if (!over) {
                over = true;
                vertx.cancelTimer(timer);
                if (outcome != Outcome.IN) {
                    leave();
                }
                then.accept(outcome);
            }
        }

        /** What may still come is nobody's: the connection is not used again, unless it carries other requests too. */
        private void leave() {
            HttpServerRequest sent = routing.request();
            sent.pause();
            if (sent.version() != HttpVersion.HTTP_2) {
                routing.addEndHandler(answered -> sent.connection().close());
            }
        }
    }
}
