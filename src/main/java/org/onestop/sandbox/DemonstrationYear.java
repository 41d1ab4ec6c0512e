package org.onestop.sandbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.onestop.start.StartRefusedException;

/**
 * Settles a made-up year of the demonstration city behind the start, where that is asked for, while the service answers
 * others. What was settled when the service was stopped stays; the next start goes on from there by the bills' keys.
 */
@ApplicationScoped
class DemonstrationYear {

    private static final Logger LOG = Logger.getLogger(DemonstrationYear.class);
    private static final int AFTER_CITY = 300;
    private static final long PATIENCE_MS = 20_000;

    private final boolean city;
    private final boolean wanted;
    private final DemonstrationCity demonstration;
    private final YearRun run;
    private Thread worker;

    DemonstrationYear(
            @ConfigProperty(name = "onestop.demonstration-city") Optional<Boolean> city,
            @ConfigProperty(name = "onestop.demonstration-year") Optional<Boolean> wanted,
            DemonstrationCity demonstration,
            YearRun run) {
        this.city = city.orElse(false);
        this.wanted = wanted.orElse(false);
        this.demonstration = demonstration;
        this.run = run;
    }

    void begin(@Observes @Priority(AFTER_CITY) StartupEvent started) {
        if (!wanted) {
            return;
        }
        if (!city) {
            throw new StartRefusedException("ONESTOP_DEMONSTRATION_YEAR只能与ONESTOP_DEMONSTRATION_CITY=true一起使用。"
                    + " ONESTOP_DEMONSTRATION_YEAR works with ONESTOP_DEMONSTRATION_CITY=true alone.");
        }
        if (!run.isDone()) {
            worker = new Thread(this::work, "demonstration-year");
            worker.setDaemon(true);
            worker.start();
        }
    }

    private void work() {
        try {
            run.settle(demonstration.city());
        } catch (RuntimeException e) {
            LOG.error("样例年度未能完成,重新启动后继续 the demonstration year was not finished; the next start goes on with it", e);
        }
    }

    /** The step in hand is finished; the rest waits for the next start. */
    void end(@Observes ShutdownEvent ending) throws InterruptedException {
        if (worker != null) {
            run.stop();
            worker.join(PATIENCE_MS);
        }
    }
}
