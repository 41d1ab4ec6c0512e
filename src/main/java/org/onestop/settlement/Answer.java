package org.onestop.settlement;

import java.util.UUID;

/**
 * An answer in the bytes in which it goes out.
 *
 * @param id       of the settlement or reversal
 * @param replayed whether it was given before
 */
record Answer(UUID id, byte[] body, boolean replayed) {}
