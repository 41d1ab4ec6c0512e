package org.onestop.journal;

import java.util.Arrays;
import java.util.List;

/**
 * Follows the chain, seal by seal: heights, positions, digests, the log's root and the signatures. The same for a database
 * and for an exported bundle.
 */
final class ChainCheck {

    static final String TABLE = "journal_block";

    private final List<SealKey> keys;
    private final Finds finds;
    private final GrowingTree log = new GrowingTree();
    private byte[] before;
    private long height;
    private long next;

    ChainCheck(List<SealKey> keys, Finds finds) {
        this.keys = keys;
        this.finds = finds;
    }

    /** Looks at the next seal. */
    void follow(Seal seal) {
        SealHeader header = seal.header();
        while (height < header.height()) {
            find(Tampering.BLOCK_MISSING, height, "height=" + height);
            height++;
        }
        byte[] digest = header.digest();
        if (!Arrays.equals(digest, seal.digest())) {
            find(Tampering.HEADER_CHANGED, header.height(), "digest");
        }
        if (!Arrays.equals(header.previous(), before)) {
            find(Tampering.CHAIN_BROKEN, header.height(), "previous");
        }
        if (header.first() != next) {
            find(Tampering.CHAIN_BROKEN, header.height(), "first");
        }
        if (!Arrays.equals(header.log(), log.root())) {
            find(Tampering.LOG_DIFFERS, header.height(), "log");
        }
        SealFault.of(keys, seal)
                .ifPresent(fault -> find(Tampering.valueOf(fault.name()), header.height(), "keyId=" + header.keyId()));
        // On by what was signed, so that one changed header is one finding and not the end of the chain.
        log.add(seal.digest());
        before = seal.digest();
        next = header.next();
        height = header.height() + 1;
    }

    /** The height behind the last seal. */
    long height() {
        return height;
    }

    /** The position behind the last record. */
    long next() {
        return next;
    }

    private void find(Tampering kind, long at, String detail) {
        finds.add(new Finds.Find(kind, TABLE, Long.toString(at), at, null, detail));
    }
}
