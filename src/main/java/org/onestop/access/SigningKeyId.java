package org.onestop.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import org.onestop.journal.Digest;

/** Names RSA keys by their thumbprint (RFC 7638), so that both halves of a pair come to the same name by themselves. */
final class SigningKeyId {

    private SigningKeyId() {}

    /** The thumbprint of a key with this modulus and public exponent. */
    static String of(BigInteger modulus, BigInteger exponent) {
        String members = "{\"e\":\"" + text(exponent) + "\",\"kty\":\"RSA\",\"n\":\"" + text(modulus) + "\"}";
        return base64(Digest.sha256(members.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The key as a JSON Web Key that verifies RS256. */
    static String jwk(RSAPublicKey key) {
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\""
                + of(key.getModulus(), key.getPublicExponent())
                + "\",\"n\":\"" + text(key.getModulus()) + "\",\"e\":\"" + text(key.getPublicExponent()) + "\"}";
    }

    /** Unsigned, without leading zeros (RFC 7518, section 6.3.1). */
    private static String text(BigInteger number) {
        byte[] signed = number.toByteArray();
        return base64(signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
