package org.onestop.imports;

import java.io.Closeable;
import java.time.LocalDate;

/** The rows of a file, one after another; never more of them in memory than the reader holds. */
interface SourceRows extends Closeable {

    /**
     * The next row that is neither empty nor a comment; null behind the last one.
     *
     * @throws UnreadableFileException where the file breaks off here or can't be made sense of
     */
    SourceRow next();

    /** How much of the file has been read, in bytes of the file as it came; an estimate. */
    long bytesRead();

    /** The day that a spreadsheet's number stands for; null where it is none. A text file has no such numbers. */
    LocalDate day(String number);
}
