package org.onestop.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The fingerprint of a request: a keyed digest (HMAC-SHA-256, RFC 2104) of its method, its path and its JSON in
 * canonical form. Keyed, because a request names a citizen and a plain digest could be tried out number by number.
 * Nothing that the server makes goes into it, so that a retry is never taken for other content.
 */
@ApplicationScoped
public class Fingerprints {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param ownKey where the index key has been exchanged since, the first one: fingerprints that were kept stay what they
     *     were, so that a request sent again is known
     */
    Fingerprints(
            @ConfigProperty(name = "onestop.identity.index-key") String indexKey,
            @ConfigProperty(name = "onestop.identity.fingerprint-key") Optional<String> ownKey) {
        byte[] secret = Base64.getDecoder().decode(ownKey.orElse(indexKey).strip());
        byte[] derived = hmac(new SecretKeySpec(secret, ALGORITHM), bytes("onestop idempotency fingerprint 1"));
        this.key = new SecretKeySpec(derived, ALGORITHM);
    }

    /**
     * The fingerprint of a request.
     *
     * @param path          as called, without the query
     * @param canonicalJson the body with members sorted and without white space; empty where there is none
     */
    public byte[] of(String method, String path, byte[] canonicalJson) {
        return hmac(key, bytes(method + "\n" + path + "\n"), canonicalJson);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(SecretKeySpec key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
