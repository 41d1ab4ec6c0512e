package org.onestop.access;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A client that signs, with a program of its own: written from the guide and not with what verifies it. */
final class SampleSigner {

    private final String token;
    private final UnaryOperator<byte[]> sign;
    private final String keyId;
    private final String algorithm;
    private long created = Instant.now().getEpochSecond();
    private String nonce = UUID.randomUUID().toString();

    SampleSigner(String token, String keyId, String algorithm, UnaryOperator<byte[]> sign) {
        this.token = token;
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.sign = sign;
    }

    /** The same client with a signature made so many seconds ago. */
    SampleSigner aged(long seconds) {
        SampleSigner other = again();
        other.created -= seconds;
        return other;
    }

    /** The same client and its next nonce. */
    SampleSigner again() {
        return new SampleSigner(token, keyId, algorithm, sign);
    }

    SampleSigner named(String otherNonce) {
        nonce = otherNonce;
        return this;
    }

    /** What is signed, and what is sent; the same where nobody interferes. */
    record Parts(String method, String path, String query, byte[] body, String key) {

        static Parts get(String path, String query) {
            return new Parts("GET", path, query, null, null);
        }

        static Parts post(String path, String body, String key) {
            return new Parts("POST", path, null, body.getBytes(StandardCharsets.UTF_8), key);
        }
    }

    Response send(Parts parts) {
        return signed(parts).request(parts.method(), address(parts));
    }

    static String address(Parts parts) {
        return parts.path() + (parts.query() == null ? "" : "?" + parts.query());
    }

    /** A request with the headers for these parts; whoever sends another one is found out. */
    RequestSpecification signed(Parts parts) {
        StringBuilder names = new StringBuilder("(\"@method\" \"@path\" \"@query\" \"authorization\"");
        StringBuilder base = new StringBuilder("\"@method\": " + parts.method() + "\n\"@path\": " + parts.path()
                + "\n\"@query\": ?" + (parts.query() == null ? "" : parts.query()) + "\n\"authorization\": Bearer " + token + "\n");
        RequestSpecification request =
                given().urlEncodingEnabled(false).header("Authorization", "Bearer " + token);
        if (parts.body() != null) {
            String digest = digest(parts.body());
            cover(names, base, "Content-Digest", digest);
            request.header("Content-Digest", digest).contentType("application/json").body(parts.body());
        }
        if (parts.key() != null) {
            cover(names, base, "Idempotency-Key", parts.key());
            request.header("Idempotency-Key", parts.key());
        }
        String parameters = names + ");created=" + created + ";nonce=\"" + nonce + "\";keyid=\"" + keyId + "\";alg=\""
                + algorithm + "\"";
        base.append("\"@signature-params\": ").append(parameters);
        byte[] value = sign.apply(base.toString().getBytes(StandardCharsets.UTF_8));
        return request.header("Signature-Input", "sig=" + parameters)
                .header("Signature", "sig=:" + Base64.getEncoder().encodeToString(value) + ":");
    }

    private static void cover(StringBuilder names, StringBuilder base, String header, String value) {
        String name = header.toLowerCase(Locale.ROOT);
        names.append(" \"").append(name).append('"');
        base.append('"').append(name).append("\": ").append(value).append('\n');
    }

    static String digest(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
