package org.onestop.idempotency;

import java.security.MessageDigest;
import java.util.UUID;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * A key that something has bound.
 *
 * @param operation   what bound it: a feature's name for its operation, or {@link #FENCE}
 * @param fingerprint of the request that bound it; null for a fence
 * @param subject     what that request made; null for a fence
 */
public record BoundKey(String operation, byte[] fingerprint, UUID subject) {

    /** The operation of a key that was burnt, so that a late original is refused for ever. */
    public static final String FENCE = "FENCE";

    public boolean isFence() {
        return FENCE.equals(operation);
    }

    /**
     * The subject of the first answer, where this request is a repetition of the one that bound the key.
     *
     * @throws org.onestop.refusal.RefusedException key-fenced, or idempotency-key-reused where it is another request
     */
    public UUID replayed(byte[] requestFingerprint) {
        if (isFence()) {
            throw Refusal.of(RefusalCode.KEY_FENCED).asException();
        }
        if (!MessageDigest.isEqual(fingerprint, requestFingerprint)) {
            throw Refusal.of(RefusalCode.IDEMPOTENCY_KEY_REUSED).asException();
        }
        return subject;
    }
}
