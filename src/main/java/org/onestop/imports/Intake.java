package org.onestop.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Takes a file in, piece by piece, and finds out what it is on the way. */
@ApplicationScoped
class Intake {

    private static final int AT_ONCE = 4;

    private final Chunks chunks;
    private final ImportSettings settings;

    Intake(Chunks chunks, ImportSettings settings) {
        this.chunks = chunks;
        this.settings = settings;
    }

    /**
     * A file taken in.
     *
     * @param digest  SHA-256 of it; kept nowhere, since a short file's could be tried out number by number
     * @param charset null for a spreadsheet
     */
    record Received(long bytes, byte[] digest, FileFormat format, Charset charset) {}

    /** Refuses a size that is too large, announced or reached. */
    void requireFitting(long bytes) {
        requireWithin(bytes, settings.maxSize().asLongValue());
    }

    /**
     * Takes a file in.
     *
     * @throws org.onestop.refusal.RefusedException body-too-large, or file-unreadable; what was stored so far remains and
     *     is the caller's to delete
     */
    @Bulkhead(AT_ONCE)
    Received receive(UUID job, InputStream body) {
        MessageDigest digest = sha256();
        CharsetProbe probe = new CharsetProbe();
        FileFormat format = null;
        long bytes = 0;
        int sequence = 0;
        for (byte[] piece = piece(body); piece.length > 0 || format == null; piece = piece(body)) {
            format = format == null ? format(piece) : format;
            bytes += piece.length;
            requireFitting(bytes);
            digest.update(piece);
            if (format == FileFormat.CSV) {
                probe.feed(piece);
            } else {
                requireWithin(bytes, largestXlsx());
            }
            if (piece.length > 0) {
                chunks.add(job, sequence++, piece);
            }
        }
        return new Received(bytes, digest.digest(), format, format == FileFormat.CSV ? charset(probe) : null);
    }

    /** It will be in memory as it came, and its reader makes a copy. */
    private long largestXlsx() {
        return Math.min(settings.maxXlsxSize().asLongValue(), Runtime.getRuntime().maxMemory() / 8);
    }

    private static FileFormat format(byte[] beginning) {
        try {
            return FileFormat.of(beginning);
        } catch (UnreadableFileException e) {
            throw e.refusal().asException();
        }
    }

    private static Charset charset(CharsetProbe probe) {
        return probe.end().orElseThrow(() -> new UnreadableFileException("encoding").refusal().asException());
    }

    private static byte[] piece(InputStream body) {
        try {
            return body.readNBytes(Chunks.BYTES);
        } catch (IOException e) {
            // Whoever sent it broke off.
            throw new UnreadableFileException("incomplete").refusal().asException();
        }
    }

    private static void requireWithin(long bytes, long limit) {
        if (bytes > limit) {
            throw Refusal.of(RefusalCode.BODY_TOO_LARGE, Map.of("limit", Long.toString(limit)))
                    .asException();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
