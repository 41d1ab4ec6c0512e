package org.onestop.journal;

import java.util.List;
import java.util.Optional;

/** What can be wrong with a seal's signature. */
enum SealFault {
    /** Nobody has been told of the key. */
    UNKNOWN_KEY,
    /** Not that key's turn at this height. */
    KEY_OUT_OF_TURN,
    SIGNATURE_INVALID;

    /** Of a seal under the keys that count. */
    static Optional<SealFault> of(List<SealKey> keys, Seal seal) {
        Optional<SealKey> key = keys.stream()
                .filter(each -> each.keyId().equals(seal.header().keyId()))
                .findFirst();
        if (key.isEmpty()) {
            return Optional.of(UNKNOWN_KEY);
        }
        if (!Ed25519.verifies(key.get().key(), seal.header().bytes(), seal.signature())) {
            return Optional.of(SIGNATURE_INVALID);
        }
        return key.get().covers(seal.header().height()) ? Optional.empty() : Optional.of(KEY_OUT_OF_TURN);
    }
}
