package org.onestop.access;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers {@code Signature-Input} and {@code Signature} (RFC 9421, section 4), in the one form that is taken: one
 * signature, named {@code sig}, its parameters in this order.
 *
 * @param components what it says it covers, with the brackets
 * @param parameters the text behind that, from the first semicolon on
 * @param created    when it was made, in seconds since 1970
 * @param nonce      by which a request sent again is known
 */
record MessageSignature(
        String components,
        String parameters,
        long created,
        String nonce,
        UUID keyId,
        SignatureAlgorithm algorithm,
        byte[] value) {

    private static final Pattern INPUT = Pattern.compile("sig=(\\([^()]{0,200}\\))"
            + "(;created=([0-9]{1,10});nonce=\"([A-Za-z0-9_-]{16,64})\""
            + ";keyid=\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\";alg=\"([a-z0-9-]{1,20})\")");

    private static final Pattern VALUE = Pattern.compile("sig=:([A-Za-z0-9+/]{1,200}={0,2}):");

    /** Reads the two headers; empty where either has another form, or names no algorithm of ours. */
    static Optional<MessageSignature> parse(String input, String signature) {
        Matcher described = INPUT.matcher(input);
        Matcher given = VALUE.matcher(signature);
        if (!described.matches() || !given.matches()) {
            return Optional.empty();
        }
        Optional<byte[]> value = decoded(given.group(1));
        Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.named(described.group(6));
        if (value.isEmpty() || algorithm.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MessageSignature(
                described.group(1),
                described.group(2),
                Long.parseLong(described.group(3)),
                described.group(4),
                UUID.fromString(described.group(5)),
                algorithm.get(),
                value.get()));
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
