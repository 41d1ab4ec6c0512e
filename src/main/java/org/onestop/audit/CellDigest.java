package org.onestop.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.List;
import org.onestop.journal.Digest;

/**
 * The digest of a spreadsheet's cells, row by row, each row as a line of comma-separated values: RFC 4180, UTF-8, quoted
 * where needed.
 */
final class CellDigest {

    private final DigestOutputStream counted =
            new DigestOutputStream(OutputStream.nullOutputStream(), Digest.running());
    private final CsvWriter csv =
            CsvWriter.builder().build(new OutputStreamWriter(counted, StandardCharsets.UTF_8));

    void add(List<String> cells) {
        csv.writeRecord(cells);
    }

    /** The digest of all that was added; nothing can be added afterwards. */
    String text() throws IOException {
        csv.close();
        return Digest.text(counted.getMessageDigest().digest());
    }
}
