package org.onestop.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One worker's reading of one job's file, from its header on. Of one thread. */
final class JobRun {

    private final Claims.Claim claim;
    private final ImportJob job;
    private final ImportKind kind;
    private final int number;
    private final SourceRows rows;
    private final Header header;
    private final int batch;
    private final BooleanSupplier stopped;
    private long busySince = System.nanoTime();

    /**
     * Begins to read.
     *
     * @param number  which reading of the file this is
     * @param batch   how many rows are applied at once
     * @param stopped whether the worker shall stop
     * @throws UnreadableFileException where its columns are not those of the kind
     */
    JobRun(
            Claims.Claim claim,
            ImportJob job,
            ImportKind kind,
            int number,
            SourceRows rows,
            int batch,
            BooleanSupplier stopped) {
        this.claim = claim;
        this.job = job;
        this.kind = kind;
        this.number = number;
        this.rows = rows;
        this.header = Header.read(kind.columns(), rows.next());
        this.batch = batch;
        this.stopped = stopped;
    }

    Claims.Claim claim() {
        return claim;
    }

    ImportJob job() {
        return job;
    }

    ImportKind kind() {
        return kind;
    }

    int number() {
        return number;
    }

    /** Ends the work where the worker shall stop; the job goes on elsewhere or later. */
    void goOn() {
        if (stopped.getAsBoolean()) {
            throw new WorkerStoppedException();
        }
    }

    long bytesRead() {
        return Math.min(rows.bytesRead(), job.bytes());
    }

    /** How long it has been worked on since this was asked last. */
    long busyMillis() {
        long now = System.nanoTime();
        long busy = TimeUnit.NANOSECONDS.toMillis(now - busySince);
        busySince = now;
        return busy;
    }

    /** Passes over a row that was applied before. */
    void skip() {
        if (rows.next() == null) {
            throw new IllegalStateException("the file of import " + job.id() + " is shorter than it was");
        }
    }

    private void requireWhole() {
        if (bytesRead() != job.bytes()) {
            throw new IllegalStateException("the file of import " + job.id() + " is not whole");
        }
    }

    /** The next batch; empty behind the last row. */
    List<ImportRow> next() {
        List<ImportRow> next = new ArrayList<>(batch);
        while (next.size() < batch) {
            SourceRow row = rows.next();
            if (row == null) {
                requireWhole();
                break;
            }
            next.add(header.row(row, rows));
        }
        return next;
    }
}
