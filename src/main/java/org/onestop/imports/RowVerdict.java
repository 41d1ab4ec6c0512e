package org.onestop.imports;

import java.util.List;

/**
 * What became of a row.
 *
 * @param faults why it was rejected; empty unless it was
 */
public record RowVerdict(Outcome outcome, List<RowFault> faults) {

    /** What can become of a row. */
    public enum Outcome {
        ADDED,
        CHANGED,
        UNCHANGED,
        REJECTED
    }

    public RowVerdict {
        faults = List.copyOf(faults);
    }

    public static RowVerdict added() {
        return new RowVerdict(Outcome.ADDED, List.of());
    }

    public static RowVerdict changed() {
        return new RowVerdict(Outcome.CHANGED, List.of());
    }

    public static RowVerdict unchanged() {
        return new RowVerdict(Outcome.UNCHANGED, List.of());
    }

    public static RowVerdict rejected(RowFault... faults) {
        return rejected(List.of(faults));
    }

    public static RowVerdict rejected(List<RowFault> faults) {
        return new RowVerdict(Outcome.REJECTED, faults);
    }

    public boolean isRejected() {
        return outcome == Outcome.REJECTED;
    }
}
