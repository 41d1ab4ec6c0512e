package org.onestop.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Works on one job from wherever it stands to its end, or until it is stopped. */
@ApplicationScoped
class JobRunner {

    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    private final Jobs jobs;
    private final Claims claims;
    private final Chunks chunks;
    private final ImportKinds kinds;
    private final BatchRetry batches;
    private final JobTransactions transactions;
    private final ImportSettings settings;
    private final ObjectMapper json;

    JobRunner(
            Jobs jobs,
            Claims claims,
            Chunks chunks,
            ImportKinds kinds,
            BatchRetry batches,
            JobTransactions transactions,
            ImportSettings settings,
            ObjectMapper json) {
        this.jobs = jobs;
        this.claims = claims;
        this.chunks = chunks;
        this.kinds = kinds;
        this.batches = batches;
        this.transactions = transactions;
        this.settings = settings;
        this.json = json;
    }

    /**
     * Works on a job.
     *
     * @param stopped asked between batches; when it says yes, the job is given back
     */
    void work(Claims.Claim claim, BooleanSupplier stopped) {
        JobState state = jobs.find(claim.job()).orElseThrow();
        try {
            if (claim.isIdle()) {
                throw new IllegalStateException("the job was taken up again and again and never moved");
            }
            if (state.progress().cancelling()) {
                end(claim, state, Progress.State.CANCELLED, null);
                return;
            }
            read(claim, state, stopped);
        } catch (UnreadableFileException e) {
            end(claim, state, Progress.State.FAILED, e.refusal());
        } catch (NothingAppliedException e) {
            Refusal failure = e.state() == Progress.State.FAILED ? Refusal.of(RefusalCode.ROWS_REJECTED) : null;
            end(claim, state, e.state(), e.counts(), failure);
        } catch (WorkerStoppedException e) {
            claims.giveBack(claim);
        } catch (LeaseLostException e) {
            LOG.infof("import %s was taken up by another worker", claim.job());
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            broken(claim, state, e);
        }
    }

    private void read(Claims.Claim claim, JobState state, BooleanSupplier stopped) {
        ImportJob job = state.job();
        ImportKind kind = kinds.find(job.kind())
                .orElseThrow(() -> new IllegalStateException("no feature imports " + job.kind() + " any more"));
        if (job.atomic()) {
            claims.restart(claim);
        }
        int number = state.progress().run() + (job.atomic() ? 1 : 0);
        try (SourceRows rows = open(job)) {
            JobRun run = new JobRun(claim, job, kind, number, rows, settings.batch(), stopped);
            if (job.atomic()) {
                transactions.all(run);
            } else {
                batchByBatch(run, state.progress().counts());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file could not be closed", e);
        }
    }

    private SourceRows open(ImportJob job) {
        if (job.format() == FileFormat.CSV) {
            return new CsvRows(chunks.read(job.id()), job.charset());
        }
        try (InputStream file = chunks.read(job.id())) {
            byte[] whole = file.readAllBytes();
            if (whole.length != job.bytes()) {
                throw new IllegalStateException("the file of import " + job.id() + " is not whole");
            }
            return new XlsxRows(whole);
        } catch (IOException e) {
            throw new UncheckedIOException("a file could not be read", e);
        }
    }

    private void batchByBatch(JobRun run, Counts before) {
        for (long row = 0; row < before.read(); row++) {
            run.skip();
        }
        Counts counts = before;
        for (List<ImportRow> rows = run.next(); !rows.isEmpty(); rows = run.next()) {
            run.goOn();
            counts = batches.apply(run, counts, rows);
            if (jobs.find(run.job().id()).orElseThrow().progress().cancelling()) {
                transactions.end(run.claim(), run.job(), Progress.State.CANCELLED, counts, null, null);
                return;
            }
        }
        transactions.end(run.claim(), run.job(), Progress.State.DONE, counts, null, null);
    }

    private void end(Claims.Claim claim, JobState state, Progress.State end, Refusal failure) {
        Counts counts = jobs.find(claim.job()).orElseThrow().progress().counts();
        end(claim, state, end, state.job().atomic() ? counts.withoutEffect() : counts, failure);
    }

    private void end(Claims.Claim claim, JobState state, Progress.State end, Counts counts, Refusal failure) {
        try {
            transactions.end(
                    claim,
                    state.job(),
                    end,
                    counts,
                    failure == null ? null : failure.code(),
                    failure == null ? null : text(failure.facts()));
        } catch (LeaseLostException e) {
            LOG.infof("import %s was taken up by another worker", claim.job());
        }
    }

    /** What may pass is left to its lease: the job is taken up again when it has run out. All else ends the job. */
    private void broken(Claims.Claim claim, JobState state, Throwable fault) {
        if (SqlStates.isPassing(fault)) {
            LOG.warnf("import %s waits for its lease to run out: %s", claim.job(), SqlStates.explained(fault));
            return;
        }
        String incident = UUID.randomUUID().toString();
        LOG.errorf(fault, "incident %s: import %s", incident, claim.job());
        end(claim, state, Progress.State.FAILED, Refusal.of(RefusalCode.INTERNAL_ERROR, Map.of("incidentId", incident)));
    }

    private String text(Map<String, String> facts) {
        try {
            return json.writeValueAsString(new TreeMap<>(facts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts could not be written", e);
        }
    }
}
