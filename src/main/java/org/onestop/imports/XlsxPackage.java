package org.onestop.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Looks through a spreadsheet's package before anything of it is parsed: what a few bytes can blow up to must fit, since
 * texts are held in memory as a whole and rows one by one.
 */
final class XlsxPackage {

    private static final int MOST_PARTS = 1000;

    /** All sheets together, unpacked. */
    private static final long LARGEST_SHEETS = 2L * 1024 * 1024 * 1024;

    /** A sheet's text packs to a tenth or a thirtieth. */
    private static final int LARGEST_RATIO = 200;

    private static final long RATIO_COUNTS_FROM = 1024 * 1024;
    private static final int LARGEST_ROW = 1024 * 1024;
    private static final String ROW = "row";
    private static final String REFERENCE = " r=\"";
    private static final int MOST_LETTERS = 3;

    private final long largestTexts = Math.min(256L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);
    private long sheets;
    private long texts;
    private long rows;

    private XlsxPackage() {}

    /**
     * Looks through a package.
     *
     * @return how many rows its sheets have; an estimate
     * @throws UnreadableFileException where it is no package or would not fit
     */
    static long rows(byte[] file) {
        XlsxPackage found = new XlsxPackage();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            int parts = 0;
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                if (++parts > MOST_PARTS) {
                    throw new UnreadableFileException("xlsx-too-large");
                }
                try (InputStream content = zip.getInputStream(part)) {
                    found.look(part, content);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableFileException("xlsx-broken");
        }
        return found.rows;
    }

    private void look(ZipArchiveEntry part, InputStream content) throws IOException {
        boolean isSheet = part.getName().toLowerCase(Locale.ROOT).startsWith("xl/worksheets/");
        byte[] buffer = new byte[64 * 1024];
        Scan scan = new Scan();
        long size = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            size += read;
            if (isSheet) {
                sheets += read;
                scan.feed(buffer, read);
            } else {
                texts += read;
            }
            boolean isBlownUp = size > RATIO_COUNTS_FROM && size / LARGEST_RATIO > part.getCompressedSize();
            if (isBlownUp || sheets > LARGEST_SHEETS || texts > largestTexts) {
                throw new UnreadableFileException("xlsx-too-large");
            }
        }
        rows += scan.rows;
    }

    /**
     * Goes by a sheet's tags alone: how many rows there are, that none is so long that it fills the memory, and that no cell
     * claims to stand so far to the right that the empty ones before it would.
     */
    private static final class Scan {

        private long rows;
        private int sinceRow;
        private boolean inTag;
        private boolean inName;
        private boolean atFirst;
        private int matched;
        private int reference;
        private int letters;

        void feed(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                take((char) bytes[i]);
            }
        }

        private void take(char next) {
            if (++sinceRow > LARGEST_ROW) {
                throw new UnreadableFileException("xlsx-too-large");
            }
            if (next == '<') {
                inTag = true;
                inName = true;
                atFirst = true;
                matched = 0;
            } else if (inTag && inName) {
                name(next);
            } else if (inTag && next == '>') {
                inTag = false;
            } else if (inTag) {
                attribute(next);
            }
        }

        /** A name may have a prefix before a colon. */
        private void name(char next) {
            if (atFirst && next == '!') {
                // Comments, CDATA and document types: no spreadsheet writes them, and they would hide rows.
                throw new UnreadableFileException("xlsx-broken");
            }
            atFirst = false;
            if (next == ':') {
                matched = 0;
            } else if (Character.isLetterOrDigit(next)) {
                matched = matched >= 0 && matched < ROW.length() && next == ROW.charAt(matched) ? matched + 1 : -1;
            } else {
                if (matched == ROW.length()) {
                    rows++;
                    sinceRow = 0;
                }
                inName = false;
                inTag = next != '>';
                reference = 1;
            }
        }

        /** The letters behind {@code r=}, which name a column; the last there is has three. */
        private void attribute(char next) {
            if (reference == REFERENCE.length()) {
                letters = Character.isLetter(next) ? letters + 1 : 0;
                if (letters > MOST_LETTERS) {
                    throw new UnreadableFileException("xlsx-broken");
                }
                reference = letters == 0 ? 0 : reference;
            } else if (Character.isWhitespace(next)) {
                reference = 1;
            } else {
                char wanted = next == '\'' ? '"' : next;
                reference = reference > 0 && wanted == REFERENCE.charAt(reference) ? reference + 1 : 0;
            }
        }
    }
}
