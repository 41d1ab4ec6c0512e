package org.onestop.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    private final long largestTexts = Math.min(256L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);
    private final XlsxScan scan = new XlsxScan();
    private long sheets;
    private long texts;

    private XlsxPackage() {}

    /**
     * What a package's sheets hold.
     *
     * @param rows   how many; an estimate
     * @param broken references, such as {@code B7}, of the cells that name a shared text which is not there: the reader
     *     would take them for empty
     */
    record Found(long rows, Set<String> broken) {}

    /**
     * Looks through a package.
     *
     * @throws UnreadableFileException where it is no package or would not fit
     */
    static Found look(byte[] file) {
        XlsxPackage found = new XlsxPackage();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            List<ZipArchiveEntry> parts = new ArrayList<>();
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                parts.add(part);
                if (parts.size() > MOST_PARTS) {
                    throw new UnreadableFileException("xlsx-too-large");
                }
            }
            // The texts first: what a sheet may name is known then.
            parts.sort(Comparator.comparing(XlsxPackage::isSheet));
            for (ZipArchiveEntry part : parts) {
                try (InputStream content = zip.getInputStream(part)) {
                    found.look(part, content);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableFileException("xlsx-broken");
        }
        return new Found(found.scan.rows(), found.scan.broken());
    }

    private static boolean isSheet(ZipArchiveEntry part) {
        return part.getName().toLowerCase(Locale.ROOT).startsWith("xl/worksheets/");
    }

    private void look(ZipArchiveEntry part, InputStream content) throws IOException {
        boolean isSheet = isSheet(part);
        byte[] buffer = new byte[64 * 1024];
        scan.begin(isSheet);
        long size = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            size += read;
            sheets += isSheet ? read : 0;
            texts += isSheet ? 0 : read;
            boolean isBlownUp = size > RATIO_COUNTS_FROM && size / LARGEST_RATIO > part.getCompressedSize();
            if (isBlownUp || sheets > LARGEST_SHEETS || texts > largestTexts) {
                throw new UnreadableFileException("xlsx-too-large");
            }
            scan.feed(buffer, read);
        }
    }
}
