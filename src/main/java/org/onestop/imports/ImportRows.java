package org.onestop.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.onestop.history.Verdict;

/** How a kind goes through its rows: those whose form is sound go to the feature together. */
public final class ImportRows {

    private ImportRows() {}

    /**
     * Reads rows, has those that are sound applied, and puts the verdicts together in the rows' order.
     *
     * @param read     of a row; what it gives counts unless the row is faulty then
     * @param apply    of all that are sound
     * @param columnOf columns by the names that verdicts have for them, where those differ
     */
    public static <T> List<RowVerdict> applied(
            List<ImportRow> rows,
            Function<ImportRow, T> read,
            Function<List<T>, List<Verdict>> apply,
            Map<String, String> columnOf) {
        List<T> sound = new ArrayList<>(rows.size());
        for (ImportRow row : rows) {
            T value = read.apply(row);
            if (!row.isFaulty()) {
                sound.add(value);
            }
        }
        List<Verdict> verdicts = sound.isEmpty() ? List.of() : apply.apply(sound);
        List<RowVerdict> found = new ArrayList<>(rows.size());
        int next = 0;
        for (ImportRow row : rows) {
            found.add(row.isFaulty() ? RowVerdict.rejected(row.faults()) : verdict(verdicts.get(next++), columnOf));
        }
        return found;
    }

    private static RowVerdict verdict(Verdict verdict, Map<String, String> columnOf) {
        return switch (verdict.state()) {
            case ADDED -> RowVerdict.added();
            case CHANGED -> RowVerdict.changed();
            case UNCHANGED -> RowVerdict.unchanged();
            case REFUSED -> RowVerdict.rejected(
                    RowFault.of(columnOf.getOrDefault(verdict.field(), verdict.field()), verdict.refusal()));
        };
    }
}
