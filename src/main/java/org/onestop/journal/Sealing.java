package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.onestop.time.BusinessClock;

/** Seals from time to time, and tells how far that is. */
@ApplicationScoped
public class Sealing {

    private static final Logger LOG = Logger.getLogger(Sealing.class);
    private static final int AFTER_MIGRATION = 200;
    private static final String METRICS = "onestop." + "seal.";

    private final Sealer sealer;
    private final AgroalDataSource database;
    private final BusinessClock clock;
    private final Duration every;
    private final AtomicLong height = new AtomicLong(-1);
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();
    private volatile String fault;
    private ScheduledExecutorService thread;

    /** @param every zero for never */
    Sealing(
            Sealer sealer,
            AgroalDataSource database,
            BusinessClock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "onestop.seal.every") Duration every) {
        this.sealer = sealer;
        this.database = database;
        this.clock = clock;
        this.every = every;
        gauge(metrics, "height", "Height of the newest seal, -1 without one", height);
        gauge(metrics, "waiting", "Records that wait to be sealed", waiting);
        gauge(metrics, "oldest.waiting.seconds", "How long the oldest of them has waited", oldestSeconds);
    }

    private static void gauge(MeterRegistry metrics, String name, String description, AtomicLong value) {
        Gauge.builder(METRICS + name, () -> value).description(description).register(metrics);
    }

    void started(@Observes @Priority(AFTER_MIGRATION) StartupEvent event) {
        if (!every.isZero()) {
            thread = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread sealing = new Thread(work, "journal-sealing");
                sealing.setDaemon(true);
                return sealing;
            });
            thread.scheduleWithFixedDelay(this::turn, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stopped(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.shutdown();
        }
    }

    private void turn() {
        try {
            sealer.seal();
            fault = null;
        } catch (RuntimeException e) {
            fault = String.valueOf(e.getMessage());
            LOG.error("records could not be sealed", e);
        }
        try {
            progress();
        } catch (RuntimeException e) {
            LOG.warnf("how far the seals are could not be read: %s", e.getMessage());
        }
    }

    /**
     * How far the sealing is.
     *
     * @param newest        null where nothing has been sealed yet
     * @param waiting       records that wait
     * @param oldestWaiting when the oldest of them was made; null where none waits
     * @param fault         what hindered the last turn; null where nothing did
     */
    public record Progress(SealView newest, long waiting, OffsetDateTime oldestWaiting, String fault) {}

    /** How far the sealing is. */
    public Progress progress() {
        Optional<Seal> newest = newest();
        SealedTable.Waiting now = sealer.waiting();
        OffsetDateTime oldest =
                now.oldest() == null ? null : BusinessClock.at(now.oldest().toInstant());
        height.set(newest.map(seal -> seal.header().height()).orElse(-1L));
        waiting.set(now.records());
        oldestSeconds.set(oldest == null ? 0 : Duration.between(oldest, clock.now()).toSeconds());
        return new Progress(newest.map(SealView::of).orElse(null), now.records(), oldest, fault);
    }

    private Optional<Seal> newest() {
        try (Connection connection = database.getConnection()) {
            return Seals.newest(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the newest seal could not be read", e);
        }
    }
}
