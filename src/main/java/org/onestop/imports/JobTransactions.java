package org.onestop.imports;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.onestop.journal.Digest;
import org.onestop.journal.Records;
import org.onestop.refusal.RefusalCode;

/** The transactions of a job: one a batch, or one for all where the job is atomic. */
@ApplicationScoped
class JobTransactions {

    private static final int LONGEST_SECONDS = 6 * 60 * 60;

    private final RowApplication application;
    private final Claims claims;
    private final RowErrors errors;
    private final Chunks chunks;
    private final Records records;
    private final JobNotes notes;

    JobTransactions(
            RowApplication application,
            Claims claims,
            RowErrors errors,
            Chunks chunks,
            Records records,
            JobNotes notes) {
        this.application = application;
        this.claims = claims;
        this.errors = errors;
        this.chunks = chunks;
        this.records = records;
        this.notes = notes;
    }

    /**
     * Applies a batch, together with the note that it was applied: either both are there or neither is.
     *
     * @throws LeaseLostException where the job is no longer this worker's
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Counts batch(JobRun run, Counts before, List<ImportRow> rows) {
        List<RowVerdict> verdicts = application.apply(run.kind(), run.job().caller(), rows);
        Counts counts = before.plus(verdicts);
        errors.add(run.job().id(), run.number(), rows, verdicts);
        claims.advance(run.claim(), before, counts, run.bytesRead(), run.busyMillis());
        return counts;
    }

    /**
     * Applies all of a file or nothing. Rejected rows are recorded aside, and so is the progress.
     *
     * @throws NothingAppliedException where a row was rejected or the job was cancelled
     * @throws WorkerStoppedException  where the worker shall stop
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @TransactionConfiguration(timeout = LONGEST_SECONDS)
    void all(JobRun run) {
        Counts counts = Counts.NONE;
        for (List<ImportRow> rows = run.next(); !rows.isEmpty(); rows = run.next()) {
            run.goOn();
            List<RowVerdict> verdicts = application.apply(run.kind(), run.job().caller(), rows);
            Counts before = counts;
            counts = before.plus(verdicts);
            if (notes.isCancelling(run, before, counts, rows, verdicts)) {
                throw new NothingAppliedException(Progress.State.CANCELLED, counts);
            }
        }
        if (counts.rejected() > 0) {
            throw new NothingAppliedException(Progress.State.FAILED, counts);
        }
        close(run.claim(), run.job(), Progress.State.DONE, counts, null, null);
    }

    /**
     * Ends a job: its file is deleted, and the journal says what it came to.
     *
     * @param failure null unless it failed
     * @param facts   of the failure, as a JSON object; null unless it failed
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void end(
            Claims.Claim claim, ImportJob job, Progress.State state, Counts counts, RefusalCode failure, String facts) {
        close(claim, job, state, counts, failure, facts);
    }

    private void close(
            Claims.Claim claim, ImportJob job, Progress.State state, Counts counts, RefusalCode failure, String facts) {
        claims.end(claim, state, counts, failure == null ? null : failure.code(), facts);
        chunks.delete(job.id());
        records.append("IMPORT", job.id(), digest(job, state, counts), job.caller().clientId());
    }

    /** Over a canonical form, which src/docs/imports.md states. */
    private static byte[] digest(ImportJob job, Progress.State state, Counts counts) {
        String canonical = String.join(
                "\n",
                "import 1",
                job.id().toString(),
                job.kind(),
                job.caller().clientId(),
                job.caller().subject(),
                Boolean.toString(job.atomic()),
                Long.toString(job.bytes()),
                state.name(),
                Long.toString(counts.read()),
                Long.toString(counts.added()),
                Long.toString(counts.changed()),
                Long.toString(counts.unchanged()),
                Long.toString(counts.rejected()));
        return Digest.sha256(canonical.getBytes(StandardCharsets.UTF_8));
    }
}
