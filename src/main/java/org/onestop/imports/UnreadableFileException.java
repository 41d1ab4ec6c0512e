package org.onestop.imports;

import java.util.Map;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** A file as a whole can't be read; its job fails. What it says holds nothing of what stands in the file. */
final class UnreadableFileException extends RuntimeException {

    private final transient Refusal refusal;

    private UnreadableFileException(Refusal refusal) {
        super(refusal.code().code() + " " + refusal.facts(), null, false, false);
        this.refusal = refusal;
    }

    /**
     * It can't be read.
     *
     * @param reason a word, such as {@code xls} or {@code encoding}
     */
    UnreadableFileException(String reason) {
        this(Refusal.of(RefusalCode.FILE_UNREADABLE, Map.of("reason", reason)));
    }

    /** Its columns are not those of the template. */
    static UnreadableFileException columns(String what) {
        return new UnreadableFileException(Refusal.of(RefusalCode.FILE_COLUMNS_INVALID, Map.of("columns", what)));
    }

    Refusal refusal() {
        return refusal;
    }
}
