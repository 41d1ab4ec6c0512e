package org.onestop.imports;

/** The worker shall stop; what it has not finished goes on elsewhere or later. */
class WorkerStoppedException extends RuntimeException {

    WorkerStoppedException() {
        super("stopped", null, false, false);
    }
}
