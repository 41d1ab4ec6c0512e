package org.onestop.registry;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
import org.onestop.start.StartRefusedException;

/**
 * Seals ID numbers and names, and what was written about people (AES-256-GCM, NIST SP 800-38D), and makes the blind index
 * by which a number is looked up (HMAC-SHA-256, RFC 2104). What is sealed is bound to its place, an identity to its person
 * and revision: copied to another row it does not open. What was sealed under a key that has since been exchanged opens as
 * long as that key is among the previous ones.
 */
@ApplicationScoped
public class IdentityVault {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String SEPARATOR = "\n";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final SecretKeySpec indexKey;
    private final String keyId;
    private final Map<String, SecretKeySpec> known = new HashMap<>();

    IdentityVault(
            @ConfigProperty(name = "onestop.identity.key") String key,
            @ConfigProperty(name = "onestop.identity.index-key") String indexKey,
            @ConfigProperty(name = "onestop.identity.previous-keys") Optional<List<String>> previousKeys) {
        for (String previous : previousKeys.orElse(List.of())) {
            SecretKeySpec opening = new SecretKeySpec(decoded("ONESTOP_IDENTITY_PREVIOUS_KEYS", previous), "AES");
            known.put(id(opening), opening);
        }
        this.key = new SecretKeySpec(decoded("ONESTOP_IDENTITY_KEY", key), "AES");
        this.indexKey = new SecretKeySpec(decoded("ONESTOP_IDENTITY_INDEX_KEY", indexKey), "HmacSHA256");
        this.keyId = id(this.key);
        known.put(keyId, this.key);
    }

    private static String id(SecretKeySpec key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(hmac(key.getEncoded(), "key id"))
                .substring(0, 8);
    }

    /** Made when the service starts, so that an unusable key refuses the start and not the first citizen. */
    void beReady(@Observes StartupEvent started) {}

    /** An opened identity. */
    public record Identity(IdNumber idNumber, PersonName name) {}

    /** Tells keys apart without telling anything of them. */
    String keyId() {
        return keyId;
    }

    /** Whether what was sealed under a key opens. */
    boolean opens(String sealedUnder) {
        return known.containsKey(sealedUnder);
    }

    /** The index of a number: always the same for one number, and of no use without the key. */
    public byte[] index(IdNumber idNumber) {
        return hmac(indexKey.getEncoded(), idNumber.value());
    }

    byte[] seal(UUID personId, int revision, IdNumber idNumber, PersonName name) {
        return sealText(place(personId, revision), idNumber.value() + SEPARATOR + name.value());
    }

    /** Opens an identity; one that was tampered with or belongs elsewhere is a fault. */
    public Identity open(UUID personId, int revision, byte[] sealed, String sealedUnder) {
        String[] parts = openText(place(personId, revision), sealed, sealedUnder).split(SEPARATOR, 2);
        return new Identity(IdNumber.parse(parts[0]).orElseThrow(), PersonName.of(parts[1]));
    }

    /**
     * Seals what was written about a person.
     *
     * @param place where it is kept, such as a table, a row and a column: copied elsewhere it does not open
     */
    public byte[] sealText(String place, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a text could not be sealed", e);
        }
    }

    /** Opens a sealed text; one that was tampered with or belongs elsewhere is a fault. */
    public String openText(String place, byte[] sealed, String sealedUnder) {
        SecretKeySpec under = known.get(sealedUnder);
        if (under == null) {
            throw new IllegalStateException(
                    "a text is sealed under the key " + sealedUnder + ", which is not configured");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, under, nonce, place)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed text could not be opened", e);
        }
    }

    private static String place(UUID personId, int revision) {
        return personId + ":" + revision;
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.US_ASCII));
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

    private static byte[] decoded(String setting, String value) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(value.strip());
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(setting + "不是Base64 is not Base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new StartRefusedException(setting + "须为" + KEY_BYTES + "字节,现为" + bytes.length + "字节 must have "
                    + KEY_BYTES + " bytes, it has " + bytes.length);
        }
        return bytes;
    }
}
