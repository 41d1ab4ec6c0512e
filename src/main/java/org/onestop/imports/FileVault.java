package org.onestop.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals the pieces of a file (AES-256-GCM, NIST SP 800-38D) under a key derived from the identities' (HMAC-SHA-256, RFC
 * 2104): a file holds what the register keeps sealed. A piece is bound to its job and place; elsewhere it does not open.
 */
@ApplicationScoped
class FileVault {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final String keyId;
    private final Map<String, SecretKeySpec> known = new HashMap<>();

    FileVault(
            @ConfigProperty(name = "onestop.identity.key") String identityKey,
            @ConfigProperty(name = "onestop.identity.previous-keys") Optional<List<String>> previousKeys) {
        for (String previous : previousKeys.orElse(List.of())) {
            SecretKeySpec opening = derived(previous);
            known.put(id(opening), opening);
        }
        this.key = derived(identityKey);
        this.keyId = id(key);
        known.put(keyId, key);
    }

    private static SecretKeySpec derived(String identityKey) {
        byte[] secret = Base64.getDecoder().decode(identityKey.strip());
        return new SecretKeySpec(hmac(secret, "onestop import chunk 1"), "AES");
    }

    private static String id(SecretKeySpec key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(hmac(key.getEncoded(), "key id"))
                .substring(0, 8);
    }

    /** Tells keys apart without telling anything of them. */
    String keyId() {
        return keyId;
    }

    byte[] seal(UUID job, int sequence, byte[] piece) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, job, sequence).doFinal(piece);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a piece of a file could not be sealed", e);
        }
    }

    /** Opens a piece; one that was tampered with or belongs elsewhere is a fault. */
    byte[] open(UUID job, int sequence, byte[] sealed, String sealedUnder) {
        SecretKeySpec under = known.get(sealedUnder);
        if (under == null) {
            throw new IllegalStateException(
                    "a file is sealed under the key " + sealedUnder + ", which is not configured");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, under, nonce, job, sequence)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a piece of a file could not be opened", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, UUID job, int sequence)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((job + ":" + sequence).getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
