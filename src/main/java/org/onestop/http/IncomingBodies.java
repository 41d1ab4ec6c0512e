package org.onestop.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
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

    /** Time for one body; 4 MiB over a line of two megabits take less. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Reading and judging a body takes up to some dozen times its size. */
    private static final int SHARE_OF_MEMORY = 64;

    /** What a client waits for before it sends a large body (RFC 9110, section 10.1.1). */
    private static final String CONTINUE = "100-continue";

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
     *     malformed-json where the body did not come to its end
     */
    public Uni<byte[]> read(int longest) {
        RoutingContext context = current.getCurrent();
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return Uni.createFrom().item(new byte[0]);
        }
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        Taken taken = new Taken(longest);
        context.addEndHandler(answered -> held.addAndGet(-taken.counted));
        return Uni.createFrom()
                .<byte[]>emitter(whole -> {
                    request.exceptionHandler(gone -> whole.fail(incomplete()));
                    request.endHandler(end -> whole.complete(taken.bytes.getBytes()));
                    request.handler(part -> {
                        if (!take(taken, part)) {
                            request.pause();
                            whole.fail(Refusal.of(RefusalCode.OVERLOADED).asException());
                        } else if (taken.bytes.length() > longest) {
                            request.pause();
                            whole.complete(taken.bytes.getBytes());
                        }
                    });
                    request.resume();
                })
                .ifNoItem()
                .after(LONGEST)
                .failWith(IncomingBodies::incomplete);
    }

    private boolean take(Taken taken, Buffer part) {
        int more = Math.min(part.length(), taken.longest + 1 - taken.bytes.length());
        taken.counted += more;
        taken.bytes.appendBuffer(part, 0, more);
        return held.addAndGet(more) <= most;
    }

    private static RuntimeException incomplete() {
        return Refusal.of(RefusalCode.MALFORMED_JSON, Map.of("reason", "incomplete")).asException();
    }

    /** What of a body has come so far; touched by its connection's event loop alone. */
    private static final class Taken {

        private final Buffer bytes = Buffer.buffer();
        private final int longest;
        private long counted;

        Taken(int longest) {
            this.longest = longest;
        }
    }
}
