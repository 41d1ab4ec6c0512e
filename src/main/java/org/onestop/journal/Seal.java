package org.onestop.journal;

/**
 * A signed header.
 *
 * @param digest    of the header, as it is kept
 * @param signature 64 bytes
 */
record Seal(SealHeader header, byte[] digest, byte[] signature) {}
