package org.onestop.journal;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Identifiers of records: UUID version 7 (RFC 9562, section 5.7), so that rows made together lie together in an index
 * and an identifier tells nobody how many there are.
 */
public final class RecordIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[10]);

    private RecordIds() {}

    /**
     * A new identifier.
     *
     * @param epochMillis the moment it is made
     */
    public static UUID next(long epochMillis) {
        byte[] random = BUFFER.get();
        RANDOM.nextBytes(random);
        long high = epochMillis << 16 | 0x7000L | (random[0] & 0x0FL) << 8 | random[1] & 0xFFL;
        long low = 0;
        for (int i = 2; i < 10; i++) {
            low = low << 8 | random[i] & 0xFFL;
        }
        return new UUID(high, low & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }
}
