package org.onestop.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Checks an exported bundle by itself: without the service, its database or its word. */
final class BundleCheck {

    private static final String FILE = "bundle";

    private final VerificationRun.Earlier earlier;
    private final Finds finds = new Finds();
    private final MessageDigest digest = BundleWriter.sha256();
    private final List<byte[]> hashes = new ArrayList<>();
    private List<SealKey> keys;
    private ChainCheck chain;
    private Seal seal;
    private OffsetDateTime completeTo;
    private long position;
    private long seals;
    private long records;
    private boolean isEarlierThere;
    private boolean isEnded;

    /**
     * Begins.
     *
     * @param keys    that count, however the file came here; null to go by those that the file itself names
     * @param earlier a seal that must be in it; null for none
     */
    BundleCheck(List<SealKey> keys, VerificationRun.Earlier earlier) {
        this.keys = keys;
        this.earlier = earlier;
        this.isEarlierThere = earlier == null;
    }

    /** What came out. */
    record Result(long seals, long records, Seal newest, Finds finds) {}

    /** Reads a bundle from its beginning to its end. */
    Result check(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    take(BundleLine.read(line), number);
                } catch (IllegalArgumentException | java.time.DateTimeException e) {
                    broken("line " + number);
                }
                digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        if (!isEnded) {
            broken("end");
        }
        if (!isEarlierThere) {
            find(Tampering.EARLIER_SEAL_MISSING, ChainCheck.TABLE, Long.toString(earlier.height()), null, "digest");
        }
        return new Result(seals, records, seal, finds);
    }

    private void take(BundleLine line, long number) {
        if (isEnded || (line.bundle() != null) != (number == 1) || chain == null && line.bundle() == null) {
            throw new IllegalArgumentException("out of place");
        }
        if (line.bundle() != null) {
            begin(line.bundle());
        } else if (line.seal() != null) {
            endBlock();
            begin(line.seal().seal());
        } else if (line.leaf() != null && seal != null) {
            leaf(line.leaf());
        } else if (line.end() != null) {
            endBlock();
            end(line.end());
        } else {
            throw new IllegalArgumentException("nothing known");
        }
    }

    private void begin(BundleLine.Head head) {
        if (!BundleLine.FORM.equals(head.form())) {
            throw new IllegalArgumentException("another form");
        }
        if (keys == null) {
            keys = keys(head.keys());
        }
        chain = new ChainCheck(keys, finds);
    }

    /** @throws IllegalArgumentException where they can't be read */
    static List<SealKey> keys(List<Proofs.KeyView> views) {
        return views.stream()
                .map(key -> SealKey.of(Base64.getDecoder().decode(key.publicKey()), key.firstHeight(), key.lastHeight()))
                .toList();
    }

    private void begin(Seal next) {
        completeTo = seal == null ? null : seal.header().completeTo();
        chain.follow(next);
        seal = next;
        seals++;
        position = next.header().first();
        hashes.clear();
        isEarlierThere |= earlier != null
                && next.header().height() == earlier.height()
                && Arrays.equals(next.header().digest(), earlier.digest());
    }

    private void leaf(BundleLine.LeafPart part) {
        byte[] hash = BundleLine.bytes(part.hash());
        while (position < part.position()) {
            find(Tampering.LEAF_MISSING, "journal_leaf", Long.toString(position), position, "position");
            position++;
        }
        if (part.position() != position) {
            find(Tampering.LEAF_STRAY, "journal_leaf", Long.toString(part.position()), part.position(), "position");
        }
        position = part.position() + 1;
        hashes.add(hash);
        records++;
        Leaf record = part.record();
        String row = part.source() + " " + part.id();
        if (record == null) {
            find(Tampering.RECORD_MISSING, part.source(), Long.toString(part.id()), part.position(), part.kind());
        } else if (!Arrays.equals(record.hash(part.position()), hash)) {
            find(Tampering.RECORD_CHANGED, part.source(), Long.toString(part.id()), part.position(), subject(part));
        } else if (completeTo != null && record.recordedAt().isBefore(completeTo.minus(BlockCheck.LATEST))) {
            find(Tampering.RECORD_SEALED_LATE, part.source(), Long.toString(part.id()), part.position(), row);
        }
    }

    private static String subject(BundleLine.LeafPart part) {
        return part.subjectId() == null ? part.kind() : part.kind() + " " + part.subjectId();
    }

    private void endBlock() {
        if (seal == null) {
            return;
        }
        for (; position < seal.header().next(); position++) {
            find(Tampering.LEAF_MISSING, "journal_leaf", Long.toString(position), position, "position");
        }
        if (!Arrays.equals(Merkle.root(hashes), seal.header().root())) {
            find(Tampering.ROOT_DIFFERS, ChainCheck.TABLE, Long.toString(seal.header().height()), null, "root");
        }
    }

    private void end(BundleLine.End end) {
        isEnded = true;
        if (end.seals() != seals || end.records() != records) {
            broken("end: seals " + end.seals() + ", records " + end.records());
        }
        if (!Arrays.equals(digestSoFar(), BundleLine.bytes(end.digest()))) {
            broken("digest");
        }
    }

    private byte[] digestSoFar() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a digest in memory can be copied", e);
        }
    }

    private void broken(String detail) {
        finds.add(new Finds.Find(Tampering.BUNDLE_BROKEN, FILE, FILE, null, null, detail));
    }

    private void find(Tampering kind, String table, String row, Long at, String detail) {
        Long height = seal == null ? null : seal.header().height();
        finds.add(new Finds.Find(kind, table, row, height, at, detail));
    }
}
