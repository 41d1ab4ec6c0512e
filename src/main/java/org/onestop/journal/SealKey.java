package org.onestop.journal;

import java.security.PublicKey;

/**
 * A key that has signed seals, or does.
 *
 * @param keyId in headers
 * @param from  first height that it may sign
 * @param to    last height that it may sign; null for the one in use
 */
record SealKey(String keyId, byte[] raw, PublicKey key, long from, Long to) {

    static SealKey of(byte[] raw, long from, Long to) {
        return new SealKey(Ed25519.keyId(raw), raw, Ed25519.publicKey(raw), from, to);
    }

    boolean covers(long height) {
        return height >= from && (to == null || height <= to);
    }
}
