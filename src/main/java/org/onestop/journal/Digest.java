package org.onestop.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests (FIPS 180-4) as the journal keeps and shows them. */
public final class Digest {

    private Digest() {}

    /** The 32 bytes of the digest. */
    public static byte[] sha256(byte[] content) {
        return running().digest(content);
    }

    /** A digest to which content is added piece by piece. */
    public static MessageDigest running() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A digest as callers see it: {@code sha256:} and 64 hexadecimal digits. */
    public static String text(byte[] digest) {
        return "sha256:" + HexFormat.of().formatHex(digest);
    }
}
