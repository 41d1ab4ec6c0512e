package org.onestop.journal;

import java.time.OffsetDateTime;
import java.util.Base64;
import org.onestop.time.BusinessClock;

/**
 * A seal as answered: the header's fields, its canonical form in one piece, and the signature over that.
 *
 * @param previous   null at height 0
 * @param completeTo null where no block has come so far yet
 * @param header     the canonical form that is signed
 * @param signature  Base64
 */
public record SealView(
        long height,
        String previous,
        long first,
        int records,
        String root,
        String log,
        OffsetDateTime sealedAt,
        OffsetDateTime completeTo,
        String keyId,
        String digest,
        String header,
        String signature) {

    static SealView of(Seal seal) {
        SealHeader header = seal.header();
        return new SealView(
                header.height(),
                header.previous() == null ? null : Digest.text(header.previous()),
                header.first(),
                header.records(),
                Digest.text(header.root()),
                Digest.text(header.log()),
                BusinessClock.at(header.sealedAt().toInstant()),
                header.completeTo() == null
                        ? null
                        : BusinessClock.at(header.completeTo().toInstant()),
                header.keyId(),
                Digest.text(seal.digest()),
                header.text(),
                Base64.getEncoder().encodeToString(seal.signature()));
    }
}
