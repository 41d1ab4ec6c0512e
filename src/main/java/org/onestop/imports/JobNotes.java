package org.onestop.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** What an atomic job shows while it runs: written aside, since its own transaction ends with the file. */
@ApplicationScoped
class JobNotes {

    private final Claims claims;
    private final Jobs jobs;
    private final RowErrors errors;
    private final TableFigures figures;

    JobNotes(Claims claims, Jobs jobs, RowErrors errors, TableFigures figures) {
        this.claims = claims;
        this.jobs = jobs;
        this.errors = errors;
        this.figures = figures;
    }

    /** Notes a batch; returns whether somebody wants the job to stop. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean isCancelling(
            JobRun run, Counts before, Counts counts, List<ImportRow> rows, List<RowVerdict> verdicts) {
        errors.add(run.job().id(), run.number(), rows, verdicts);
        claims.advance(run.claim(), before, counts, run.bytesRead(), run.busyMillis());
        figures.renewed(before, counts);
        return jobs.find(run.job().id()).orElseThrow().progress().cancelling();
    }
}
