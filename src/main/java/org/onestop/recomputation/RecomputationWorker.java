package org.onestop.recomputation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Works on one job at a time on this node, so that settlements keep most of it; other nodes work on others. */
@ApplicationScoped
class RecomputationWorker {

    private static final Logger LOG = Logger.getLogger(RecomputationWorker.class);
    private static final int AFTER_MIGRATION = 200;
    private static final long LOOK_EVERY_MILLIS = 2000;
    private static final long PATIENCE_SECONDS = 30;

    private final RecomputationClaims claims;
    private final RecomputationRunner runner;
    private final RecomputationSettings settings;
    private volatile ScheduledExecutorService looking;

    RecomputationWorker(RecomputationClaims claims, RecomputationRunner runner, RecomputationSettings settings) {
        this.claims = claims;
        this.runner = runner;
        this.settings = settings;
    }

    void started(@Observes @Priority(AFTER_MIGRATION) StartupEvent event) {
        if (settings.worker()) {
            start();
        }
    }

    void stopped(@Observes ShutdownEvent event) {
        stop();
    }

    synchronized void start() {
        if (looking == null) {
            looking = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "recomputations");
                thread.setDaemon(true);
                return thread;
            });
            looking.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Stops behind the people at work; the job is given back and goes on from there. */
    synchronized void stop() {
        ScheduledExecutorService stopping = looking;
        if (stopping == null) {
            return;
        }
        looking = null;
        stopping.shutdown();
        try {
            stopping.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that there is a new job. */
    void nudge() {
        ScheduledExecutorService now = looking;
        if (now != null) {
            try {
                now.execute(this::look);
            } catch (RejectedExecutionException e) {
                LOG.debug("the worker is being stopped; the job waits");
            }
        }
    }

    /** Works on whatever waits. */
    private void look() {
        try {
            Optional<RecomputationClaims.Claim> claim = claims.next();
            while (looking != null && claim.isPresent()) {
                runner.work(claim.get(), () -> looking == null);
                claim = looking == null ? Optional.empty() : claims.next();
            }
            claim.ifPresent(claims::giveBack);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("recomputations could not be worked on", e);
        }
    }
}
