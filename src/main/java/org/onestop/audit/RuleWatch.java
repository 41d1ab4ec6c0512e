package org.onestop.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Has the rules look every so often; what fails is tried again the next time, from where they had come to. */
@ApplicationScoped
class RuleWatch {

    private static final Logger LOG = Logger.getLogger(RuleWatch.class);
    private static final int AFTER_MIGRATION = 210;

    private final RuleRun rules;
    private final Duration every;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param every zero for never */
    RuleWatch(RuleRun rules, @ConfigProperty(name = "onestop.audit.rules-every") Duration every) {
        this.rules = rules;
        this.every = every;
    }

    void start(@Observes @Priority(AFTER_MIGRATION) StartupEvent event) {
        if (!every.isZero()) {
            Thread watch = new Thread(this::watch, "audit-rules");
            watch.setDaemon(true);
            watch.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void watch() {
        try {
            while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            boolean isMore = true;
            while (isMore && stopped.getCount() > 0) {
                isMore = rules.followSettlements() | rules.followRegister();
            }
        } catch (RuntimeException e) {
            LOG.error("the audit's rules could not look", e);
        }
    }
}
