package org.onestop.imports;

/** The job is no longer this worker's: it was silent for too long and another has taken the job up. */
class LeaseLostException extends RuntimeException {

    LeaseLostException() {
        super("the job was taken up by another worker", null, false, false);
    }
}
