package org.onestop.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds out in what characters a file is written while it comes in: UTF-8 where every byte of it is UTF-8, else GB18030
 * (of which GBK and GB2312 are parts) where every byte is that.
 */
final class CharsetProbe {

    /** What spreadsheets write where nobody asks them for UTF-8. */
    static final Charset GB18030 = Charset.forName("GB18030");

    private final Strict utf8 = new Strict(StandardCharsets.UTF_8);
    private final Strict gb18030 = new Strict(GB18030);

    void feed(byte[] bytes) {
        utf8.feed(ByteBuffer.wrap(bytes), false);
        gb18030.feed(ByteBuffer.wrap(bytes), false);
    }

    /** The characters of everything that was fed; empty where neither fits. */
    Optional<Charset> end() {
        if (utf8.feed(ByteBuffer.allocate(0), true)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return gb18030.feed(ByteBuffer.allocate(0), true) ? Optional.of(GB18030) : Optional.empty();
    }

    /** Decodes into nothing, and stops at the first byte that does not belong. */
    private static final class Strict {

        private final CharsetDecoder decoder;
        private final CharBuffer nowhere = CharBuffer.allocate(8192);
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private boolean fits = true;

        Strict(Charset charset) {
            this.decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
        }

        boolean feed(ByteBuffer next, boolean isLast) {
            if (!fits) {
                return false;
            }
            ByteBuffer bytes = ByteBuffer.allocate(rest.remaining() + next.remaining())
                    .put(rest)
                    .put(next)
                    .flip();
            CoderResult result;
            do {
                nowhere.clear();
                result = decoder.decode(bytes, nowhere, isLast);
            } while (result.isOverflow());
            fits = !result.isError();
            rest = bytes;
            return fits;
        }
    }
}
