package org.onestop.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Repeats a batch's transaction where it lost against others; outside of every transaction. */
@ApplicationScoped
class BatchRetry {

    private static final Logger LOG = Logger.getLogger(BatchRetry.class);
    private static final int ATTEMPTS = 5;
    private static final long FIRST_PAUSE = 100;

    private final JobTransactions transactions;
    private final Jobs jobs;
    private final TableFigures figures;

    BatchRetry(JobTransactions transactions, Jobs jobs, TableFigures figures) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.figures = figures;
    }

    /**
     * Applies a batch once.
     *
     * @throws RuntimeException as the last attempt did
     */
    Counts apply(JobRun run, Counts before, List<ImportRow> rows) {
        for (int attempt = 1; ; attempt++) {
            try {
                Counts after = transactions.batch(run, before, rows);
                figures.renewed(before, after);
                return after;
            } catch (RuntimeException lost) {
                if (!SqlStates.isPassing(lost) || attempt == ATTEMPTS) {
                    throw lost;
                }
                LOG.infof("a batch of import %s is tried again: %s", run.job().id(), SqlStates.explained(lost));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE << attempt));
                Counts now = jobs.find(run.job().id()).orElseThrow().progress().counts();
                if (now.read() == before.read() + rows.size()) {
                    // The connection broke after the commit: it counts.
                    return now;
                }
            }
        }
    }
}
