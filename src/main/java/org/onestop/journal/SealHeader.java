package org.onestop.journal;

import java.time.OffsetDateTime;

/**
 * A block's header (区块头), which is what is signed.
 *
 * @param height     of the block in the chain, from 0
 * @param previous   digest of the header before; null at height 0
 * @param first      position of the block's first record
 * @param records    how many it has
 * @param root       Merkle root over its leaves
 * @param log        Merkle root over the digests of all earlier headers
 * @param completeTo whatever was recorded before this, but by transactions still open then, is in this block or an earlier
 *     one; null where no block has come so far yet
 */
record SealHeader(
        long height,
        byte[] previous,
        long first,
        int records,
        byte[] root,
        byte[] log,
        OffsetDateTime sealedAt,
        OffsetDateTime completeTo,
        String keyId) {

    private static final String FORM = "1";

    /** The canonical form. */
    String text() {
        return lines().toString();
    }

    byte[] bytes() {
        return lines().bytes();
    }

    byte[] digest() {
        return lines().digest();
    }

    /** The position behind its last record. */
    long next() {
        return first + records;
    }

    private RecordText lines() {
        return new RecordText("seal", FORM)
                .line("height", height)
                .line("previous", previous)
                .line("first", first)
                .line("records", records)
                .line("root", root)
                .line("log", log)
                .line("sealedAt", sealedAt)
                .line("completeTo", completeTo)
                .line("keyId", keyId);
    }
}
