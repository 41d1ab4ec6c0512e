package org.onestop.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals the secrets with which requests are signed (AES-256-GCM, NIST SP 800-38D) under a key derived from the identities'
 * key (HMAC-SHA-256, RFC 2104). A sealed secret is bound to its id: copied to another row it does not open.
 */
@ApplicationScoped
class SignatureKeyVault {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int NAME_LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name;
    private final Map<String, SecretKeySpec> keys = new HashMap<>();

    /** @param previousKeys of before, for what was sealed under them */
    SignatureKeyVault(
            @ConfigProperty(name = "onestop.identity.key") String identityKey,
            @ConfigProperty(name = "onestop.identity.previous-keys") Optional<List<String>> previousKeys) {
        previousKeys.orElse(List.of()).forEach(this::add);
        this.name = add(identityKey);
    }

    private String add(String identityKey) {
        byte[] derived =
                SignatureKey.Hmac.mac(Base64.getDecoder().decode(identityKey.strip()), ascii("onestop signature key 1"));
        byte[] told = SignatureKey.Hmac.mac(derived, ascii("key id"));
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(told).substring(0, NAME_LENGTH);
        keys.put(id, new SecretKeySpec(derived, "AES"));
        return id;
    }

    /** Of the key that seals today; tells keys apart without telling anything of them. */
    String name() {
        return name;
    }

    byte[] seal(UUID keyId, byte[] secret) {
        byte[] sealed = new byte[NONCE_BYTES + secret.length + TAG_BITS / Byte.SIZE];
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
        try {
            cipher(Cipher.ENCRYPT_MODE, name, keyId, nonce).doFinal(secret, 0, secret.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing key could not be sealed", e);
        }
    }

    /**
     * Opens a secret.
     *
     * @throws GeneralSecurityException for one that was tampered with, belongs elsewhere or is sealed under a key that is
     *     not configured
     */
    byte[] open(UUID keyId, byte[] sealed, String sealedUnder) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, sealedUnder, keyId, sealed)
                .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, String under, UUID keyId, byte[] nonceFirst) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.get(under), new GCMParameterSpec(TAG_BITS, nonceFirst, 0, NONCE_BYTES));
        cipher.updateAAD(ascii(keyId.toString()));
        return cipher;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
