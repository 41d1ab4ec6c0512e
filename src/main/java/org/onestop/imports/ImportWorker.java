package org.onestop.imports;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Works on one job at a time on this node, so that settlements keep most of it; other nodes work on others. */
@ApplicationScoped
class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);
    private static final int AFTER_MIGRATION = 200;
    private static final long LOOK_EVERY_MILLIS = 2000;
    private static final int LOOKS_BETWEEN_CLEANINGS = 1800;
    private static final long PATIENCE_MILLIS = 10_000;

    private final Claims claims;
    private final Chunks chunks;
    private final JobRunner runner;
    private final ImportSettings settings;
    private final Semaphore news = new Semaphore(0);
    private volatile Thread thread;

    ImportWorker(Claims claims, Chunks chunks, JobRunner runner, ImportSettings settings) {
        this.claims = claims;
        this.chunks = chunks;
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
        if (thread == null) {
            thread = new Thread(this::work, "imports");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Stops behind the batch that runs; its job is given back and goes on from there. */
    synchronized void stop() {
        Thread stopping = thread;
        if (stopping == null) {
            return;
        }
        thread = null;
        nudge();
        try {
            stopping.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that there is a new job. */
    void nudge() {
        news.release();
    }

    private void work() {
        for (int look = 0; isWanted(); look++) {
            try {
                if (look % LOOKS_BETWEEN_CLEANINGS == 0) {
                    chunks.deleteOrphans();
                }
                Optional<Claims.Claim> claim = claims.next();
                if (claim.isPresent()) {
                    runner.work(claim.get(), () -> !isWanted());
                } else if (news.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("imports could not be worked on", e);
                pause();
            }
        }
    }

    private boolean isWanted() {
        return Thread.currentThread() == thread;
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
    }
}
