package org.onestop.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The rows of a text file with separated values (RFC 4180), in the characters that it was found to be written in. */
final class CsvRows implements SourceRows {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** The longest cell, in characters: far above every column's limit, far below what fills the memory. */
    private static final int LONGEST = 256 * 1024;

    private static final CsvRecordHandler.CsvRecordHandlerBuilder LIMITED = CsvRecordHandler.builder()
            .maxFields(4096)
            .maxFieldSize(LONGEST)
            .maxRecordSize(4 * LONGEST);

    private final Counted counted;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private long line;

    CsvRows(InputStream file, Charset charset) {
        this.counted = new Counted(file);
        this.reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST)
                .build(LIMITED.build(), new InputStreamReader(withoutMark(counted), strict(charset)));
        this.records = reader.iterator();
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static InputStream withoutMark(InputStream file) {
        BufferedInputStream buffered = new BufferedInputStream(file);
        buffered.mark(MARK.length);
        try {
            if (!java.util.Arrays.equals(buffered.readNBytes(MARK.length), MARK)) {
                buffered.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file could not be read", e);
        }
        return buffered;
    }

    @Override
    public SourceRow next() {
        while (hasNext()) {
            CsvRecord record = records.next();
            line = record.getStartingLineNumber();
            List<SourceRow.Cell> cells = new ArrayList<>(record.getFieldCount());
            record.getFields().forEach(field -> cells.add(SourceRow.Cell.ofText(field)));
            SourceRow row = new SourceRow(line, cells);
            if (!row.isEmpty() && !row.isComment()) {
                return row;
            }
        }
        return null;
    }

    /** A quote out of place leaves nothing to go by: where the next row begins is a guess. */
    private boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            throw new UnreadableFileException("csv-after-line-" + line);
        } catch (UncheckedIOException e) {
            throw new IllegalStateException("a file could not be read", e);
        }
    }

    @Override
    public long bytesRead() {
        return counted.bytes;
    }

    @Override
    public LocalDate day(String number) {
        return null;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class Counted extends FilterInputStream {

        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            bytes += Math.max(read, 0);
            return read;
        }
    }
}
