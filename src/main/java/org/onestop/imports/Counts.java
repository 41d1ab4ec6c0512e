package org.onestop.imports;

import java.util.List;

/** What became of a job's rows so far. */
record Counts(long read, long added, long changed, long unchanged, long rejected) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(List<RowVerdict> verdicts) {
        return new Counts(
                read + verdicts.size(),
                added + count(verdicts, RowVerdict.Outcome.ADDED),
                changed + count(verdicts, RowVerdict.Outcome.CHANGED),
                unchanged + count(verdicts, RowVerdict.Outcome.UNCHANGED),
                rejected + count(verdicts, RowVerdict.Outcome.REJECTED));
    }

    /** As it is where nothing was brought in. */
    Counts withoutEffect() {
        return new Counts(read, 0, 0, 0, rejected);
    }

    private static long count(List<RowVerdict> verdicts, RowVerdict.Outcome outcome) {
        return verdicts.stream().filter(each -> each.outcome() == outcome).count();
    }
}
