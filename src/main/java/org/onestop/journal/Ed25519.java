package org.onestop.journal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 signatures (RFC 8032). Keys are 32 bytes, as that document has them. */
final class Ed25519 {

    static final int KEY_BYTES = 32;

    private static final String NAME = "Ed25519";

    /** What stands before the 32 bytes of a public key where it is written as X.509 has it (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /** The pair whose private half these 32 bytes are. */
    static KeyPair pair(byte[] secret) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            // The platform tells the public half of a pair that it makes, not that of a key it is given: so it makes the
            // pair, and what it takes for chance is the key.
            generator.initialize(255, new Given(secret));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw absent(e);
        }
    }

    static PublicKey publicKey(byte[] raw) {
        try {
            byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_BYTES);
            System.arraycopy(raw, 0, encoded, X509.length, KEY_BYTES);
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw absent(e);
        }
    }

    static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    /** A key's name: the beginning of its digest. */
    static String keyId(byte[] raw) {
        return HexFormat.of().formatHex(Digest.sha256(raw), 0, 8);
    }

    static byte[] sign(PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw absent(e);
        }
    }

    /** Whether a key has signed; what is no signature at all, no key has. */
    static boolean verifies(PublicKey key, byte[] content, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static RuntimeException absent(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform from 15 on has Ed25519", e);
    }

    /** Chance that is none. */
    private static final class Given extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }
}
