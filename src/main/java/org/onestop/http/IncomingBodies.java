package org.onestop.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Takes in bodies as they come, before any thread is given to their request: whoever sends slowly, or stops halfway, must
 * not hold a thread that others need. What is held of all bodies at once has a limit; beyond it a request is not taken.
 */
@ApplicationScoped
public class IncomingBodies {

    /** What a client waits for before it sends a large body (RFC 9110, section 10.1.1). */
    private static final String CONTINUE = "100-continue";

    /** Time for one body; 4 MiB over a line of two megabits take less. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Reading and judging a body takes up to some dozen times its size. */
    private static final int SHARE_OF_MEMORY = 64;

    private final CurrentVertxRequest current;
    private final long most;
    private final AtomicLong held = new AtomicLong();

    IncomingBodies(CurrentVertxRequest current) {
        this.current = current;
        this.most = Math.max(2L * JsonBody.LARGEST, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }

    /**
     * The body of the present request.
     *
     * @param longest how many bytes are taken in; one more tells that there were more
     * @return fails with {@link org.onestop.refusal.RefusedException}: overloaded where too much is held already,
     *     malformed-json where the body does not come to its end
     */
    public Uni<byte[]> take(int longest) {
        RoutingContext context = current.getCurrent();
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return Uni.createFrom().item(new byte[0]);
        }
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        Taken taken = new Taken(longest);
        context.addEndHandler(answered -> release(taken));
        return Uni.createFrom()
                .<byte[]>emitter(whole -> {
                    request.exceptionHandler(gone -> whole.fail(incomplete()));
                    request.endHandler(end -> whole.complete(taken.bytes.getBytes()));
                    request.handler(part -> add(taken, part, request, whole));
                    request.resume();
                })
                .ifNoItem()
                .after(LONGEST)
                .failWith(IncomingBodies::incomplete);
    }

    private void add(Taken taken, Buffer part, HttpServerRequest request, UniEmitter<? super byte[]> whole) {
        if (taken.closed) {
            return;
        }
        int more = Math.min(part.length(), taken.longest + 1 - taken.bytes.length());
        taken.bytes.appendBuffer(part, 0, more);
        boolean tooMuch = held.addAndGet(more) > most;
        if (tooMuch || taken.bytes.length() > taken.longest) {
            taken.closed = true;
            request.pause();
            if (tooMuch) {
                whole.fail(Refusal.of(RefusalCode.OVERLOADED).asException());
            } else {
                whole.complete(taken.bytes.getBytes());
            }
        }
    }

    /** Once answered: what still comes is let pass by the connection itself, and counts for nothing. */
    private void release(Taken taken) {
        taken.closed = true;
        held.addAndGet(-taken.bytes.length());
    }

    private static RuntimeException incomplete() {
        return Refusal.of(RefusalCode.MALFORMED_JSON, Map.of("reason", "incomplete")).asException();
    }

    /** What of a body has come so far; touched by its connection's event loop alone. */
    private static final class Taken {

        private final Buffer bytes = Buffer.buffer();
        private final int longest;
        private boolean closed;

        Taken(int longest) {
            this.longest = longest;
        }
    }
}
