package org.onestop.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
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

    private static final String BODY = IncomingBodies.class.getName();

    /** What a client waits for before it sends a large body (RFC 9110, section 10.1.1). */
    private static final String CONTINUE = "100-continue";

    /** Milliseconds for one body; 4 MiB over a line of two megabits take less. */
    private static final long LONGEST = 20_000;

    /** Reading and judging a body takes up to some dozen times its size. */
    private static final int SHARE_OF_MEMORY = 64;

    private final RouterProblems problems;
    private final long most;
    private final AtomicLong held = new AtomicLong();

    IncomingBodies(RouterProblems problems) {
        this.problems = problems;
        this.most = Math.max(2L * JsonBody.LARGEST, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }

    /**
     * Takes in a request's body and lets the request go on; or refuses it: overloaded where too much is held already,
     * malformed-json where the body does not come to its end. Waits for nothing.
     *
     * @param longest how many bytes are taken in; one more tells that there were more
     */
    public void take(RoutingContext context, int longest) {
        HttpServerRequest request = context.request();
        Taken taken = new Taken(context, longest);
        context.addEndHandler(answered -> release(taken));
        if (request.isEnded()) {
            whole(taken);
            return;
        }
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        taken.deadline = context.vertx().setTimer(LONGEST, late -> refuse(taken, incomplete()));
        request.exceptionHandler(gone -> refuse(taken, incomplete()));
        request.endHandler(end -> whole(taken));
        request.handler(part -> add(taken, part));
        request.resume();
    }

    /** What was taken in of a request's body; null where nothing was. */
    public static byte[] of(RoutingContext context) {
        return context.get(BODY);
    }

    private void add(Taken taken, Buffer part) {
        if (taken.closed) {
            return;
        }
        int more = Math.min(part.length(), taken.longest + 1 - taken.bytes.length());
        taken.bytes.appendBuffer(part, 0, more);
        if (held.addAndGet(more) > most) {
            refuse(taken, Refusal.of(RefusalCode.OVERLOADED));
        } else if (taken.bytes.length() > taken.longest) {
            taken.context.request().pause();
            whole(taken);
        }
    }

    private static void whole(Taken taken) {
        if (taken.close()) {
            taken.context.put(BODY, taken.bytes.getBytes());
            taken.context.next();
        }
    }

    private void refuse(Taken taken, Refusal refusal) {
        if (taken.close()) {
            taken.context.request().pause();
            problems.answerLast(taken.context, refusal);
        }
    }

    /** Once answered: what still comes is let pass by the connection itself, and counts for nothing. */
    private void release(Taken taken) {
        taken.close();
        held.addAndGet(-taken.bytes.length());
    }

    private static Refusal incomplete() {
        return Refusal.of(RefusalCode.MALFORMED_JSON, Map.of("reason", "incomplete"));
    }

    /** What of a body has come so far; touched by its connection's event loop alone. */
    private static final class Taken {

        private final RoutingContext context;
        private final int longest;
        private final Buffer bytes = Buffer.buffer();
        private long deadline = -1;
        private boolean closed;

        Taken(RoutingContext context, int longest) {
            this.context = context;
            this.longest = longest;
        }

        /** Takes in nothing more; false where that was so already. */
        boolean close() {
            boolean open = !closed;
            closed = true;
            context.vertx().cancelTimer(deadline);
            return open;
        }
    }
}
