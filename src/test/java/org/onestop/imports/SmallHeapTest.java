package org.onestop.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A file that is larger than the memory is read row by row. */
class SmallHeapTest {

    private static final long BYTES = 160L * 1024 * 1024;
    private static final String HEAP = "-Xmx24m";
    private static final String HEADER = SampleFile.HEADER + "\n";
    private static final String ROW = SampleFile.row("XS-1", "520299197002021021", "户主") + "\n";

    @Test
    void aFileLargerThanTheMemoryIsRead() throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process reader = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java", HEAP, "-cp", classPath, Reader.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(true, reader.waitFor(120, TimeUnit.SECONDS), "the reader does not end");
        long rows = (BYTES - bytes(HEADER).length) / bytes(ROW).length;
        assertEquals("rows " + rows, said.strip());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A program of its own, in little memory. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            long rows = 0;
            List<Column> columns = java.util.Arrays.stream(SampleFile.HEADER.split(","))
                    .map(name -> Column.optional(name, name + "-", Column.Form.TEXT, "", ""))
                    .toList();
            try (CsvRows source = new CsvRows(new Repeated(), StandardCharsets.UTF_8)) {
                Header header = Header.read(columns, source.next());
                for (SourceRow row = source.next(); row != null; row = source.next()) {
                    rows += header.row(row, source).text("idNumber", 32).length() == 18 ? 1 : 0;
                }
            }
            System.out.println("rows " + rows);
        }
    }

    /** A file that is made while it is read. */
    private static final class Repeated extends InputStream {

        private final long rows = (BYTES - bytes(HEADER).length) / bytes(ROW).length;
        private byte[] piece = bytes(HEADER);
        private int at;
        private long made;

        @Override
        public int read() {
            if (at == piece.length) {
                if (made == rows) {
                    return -1;
                }
                made++;
                piece = bytes(ROW);
                at = 0;
            }
            return piece[at++] & 0xFF;
        }
    }
}
