package org.onestop.audit;

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

/** Lets what the audit looks through follow the settlements, every so often; what fails is tried again the next time. */
@ApplicationScoped
class Following {

    private static final Logger LOG = Logger.getLogger(Following.class);
    private static final int AFTER_MIGRATION = 200;

    private final SettlementProjection settlements;
    private final Duration every;
    private ScheduledExecutorService thread;

    /** @param every zero for never */
    Following(SettlementProjection settlements, @ConfigProperty(name = "onestop.audit.follow-every") Duration every) {
        this.settlements = settlements;
        this.every = every;
    }

    void started(@Observes @Priority(AFTER_MIGRATION) StartupEvent event) {
        if (!every.isZero()) {
            thread = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread following = new Thread(work, "audit-following");
                following.setDaemon(true);
                return following;
            });
            thread.scheduleWithFixedDelay(this::follow, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stopped(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.shutdown();
        }
    }

    private void follow() {
        try {
            while (settlements.step() && !thread.isShutdown()) {
                LOG.debug("more settlements wait for the audit's rows");
            }
        } catch (RuntimeException e) {
            LOG.error("the audit's rows could not follow the settlements", e);
        }
    }
}
