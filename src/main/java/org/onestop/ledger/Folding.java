package org.onestop.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Folds totals from time to time, so that balances stay quick; that they are right doesn't depend on it. */
@ApplicationScoped
class Folding {

    private static final Logger LOG = Logger.getLogger(Folding.class);
    private static final int AFTER_MIGRATION = 200;

    private final Balances balances;
    private final Duration every;
    private ScheduledExecutorService thread;

    /** @param every zero for never */
    Folding(Balances balances, @ConfigProperty(name = "onestop.ledger.fold-every") Duration every) {
        this.balances = balances;
        this.every = every;
    }

    void started(@Observes @Priority(AFTER_MIGRATION) StartupEvent event) {
        if (!every.isZero()) {
            thread = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread folding = new Thread(work, "ledger-folding");
                folding.setDaemon(true);
                return folding;
            });
            thread.scheduleWithFixedDelay(this::fold, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stopped(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.shutdown();
        }
    }

    private void fold() {
        try {
            balances.fold();
        } catch (RuntimeException e) {
            LOG.error("the books could not be folded", e);
        }
    }
}
