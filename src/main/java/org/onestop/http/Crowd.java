package org.onestop.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many requests are at work or wait for a thread. Without a limit they would queue without end, and whoever came last
 * would be answered when nobody waits for it any more.
 */
@ApplicationScoped
public class Crowd {

    private final CurrentVertxRequest current;
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    Crowd(
            CurrentVertxRequest current,
            @ConfigProperty(name = "quarkus.thread-pool.max-threads") int threads,
            @ConfigProperty(name = "onestop.http.waiting") int waiting) {
        this.current = current;
        this.most = threads + waiting;
    }

    /** Lets the present request in until it is answered; false where too many are inside. */
    public boolean enter() {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            return false;
        }
        current.getCurrent().addEndHandler(answered -> inside.decrementAndGet());
        return true;
    }
}
