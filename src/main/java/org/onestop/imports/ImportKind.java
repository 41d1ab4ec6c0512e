package org.onestop.imports;

import java.util.List;
import java.util.Map;
import org.onestop.access.Caller;
import org.onestop.refusal.RefusalCode;

/** A kind of file that a feature can import. A bean of the feature implements it. */
public interface ImportKind {

    /** Its name in addresses, such as {@code households}: lower case letters and hyphens. */
    String name();

    /** The file's columns, in the template's order. */
    List<Column> columns();

    /**
     * Refuses callers who may not import this kind at all.
     *
     * @throws org.onestop.refusal.RefusedException forbidden and its like
     */
    void requireAllowed(Caller caller);

    /**
     * Reads and applies rows inside the caller's transaction. What a row alone shows as wrong is refused in its verdict;
     * where the database refuses, the exception goes out, all that was done is undone and the rows come again one by one.
     * Applying the same rows again changes nothing.
     *
     * @param caller who handed the file in
     * @return one verdict a row, in the rows' order
     */
    List<RowVerdict> apply(Caller caller, List<ImportRow> rows);

    /** What the database's constraints mean as refusals of a row, by the constraint's name. */
    default Map<String, RefusalCode> guards() {
        return Map.of();
    }
}
