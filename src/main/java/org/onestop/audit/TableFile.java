package org.onestop.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.onestop.money.Money;

/**
 * A table on its way out, a row at a time; of what has been written little stays in memory. Its end bears a SHA-256 digest
 * over everything before, so that a file that was cut off or changed is told from a whole one.
 */
interface TableFile {

    /** What a file can be. */
    enum Format {
        CSV("text/csv;charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }

        TableFile begin(OutputStream out) throws IOException {
            return this == CSV ? new CsvFile(out) : new XlsxFile(out);
        }
    }

    /**
     * Writes a row.
     *
     * @param cells amounts and whole numbers are numbers, everything else is text; null is empty
     */
    void row(List<?> cells) throws IOException;

    /**
     * Ends the file.
     *
     * @param note what the table holds; part of what the digest covers
     */
    void end(String note) throws IOException;

    /** Whether a cell is a number, which may begin with a sign. */
    static boolean isNumber(Object cell) {
        return cell instanceof Money || cell instanceof Integer || cell instanceof Long;
    }

    /** A cell as text. */
    static String text(Object cell) {
        return cell == null ? "" : cell.toString();
    }
}
