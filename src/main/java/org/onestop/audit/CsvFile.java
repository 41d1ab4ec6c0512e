package org.onestop.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.List;
import org.onestop.http.SpreadsheetText;
import org.onestop.journal.Digest;

/**
 * A table as text in UTF-8; the mark at its beginning makes spreadsheets read it as such. The last line is the digest of all
 * bytes before that line.
 */
final class CsvFile implements TableFile {

    private static final char MARK = '\uFEFF';

    private final DigestOutputStream counted;
    private final Writer text;
    private final CsvWriter csv;

    CsvFile(OutputStream out) throws IOException {
        this.counted = new DigestOutputStream(out, Digest.running());
        this.text = new OutputStreamWriter(counted, StandardCharsets.UTF_8);
        text.write(MARK);
        this.csv = CsvWriter.builder().build(text);
    }

    @Override
    public void row(List<?> cells) {
        csv.writeRecord(cells.stream().map(CsvFile::harmless).toList());
    }

    /** Text that a spreadsheet would compute is made harmless; numbers may begin with a sign. */
    private static String harmless(Object cell) {
        String shown = TableFile.text(cell);
        return TableFile.isNumber(cell) ? shown : SpreadsheetText.harmless(shown);
    }

    @Override
    public void end(String note) throws IOException {
        csv.writeRecord(note);
        csv.flush();
        text.flush();
        text.write(Digest.text(counted.getMessageDigest().digest()) + "\r\n");
        text.flush();
    }
}
