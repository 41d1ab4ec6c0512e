package org.onestop.imports;

/** Ends the transaction of an atomic job without effect. */
class NothingAppliedException extends RuntimeException {

    private final Progress.State state;
    private final transient Counts counts;

    NothingAppliedException(Progress.State state, Counts counts) {
        super(state.name(), null, false, false);
        this.state = state;
        this.counts = counts.withoutEffect();
    }

    /** What the job comes to. */
    Progress.State state() {
        return state;
    }

    Counts counts() {
        return counts;
    }
}
