package org.onestop.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.Markdown;
import org.onestop.refusal.RefusedException;

/** The vectors of src/docs/signing.md, which OpenSSL made, and what is taken for a signature at all. */
class SignatureVectorsTest {

    private static final Map<String, String> SHOWN = Markdown.document("signing.md").blocks().stream()
            .filter(block -> block.info().startsWith("text "))
            .collect(Collectors.toMap(block -> block.info().substring(5), block -> block.content().stripTrailing()));

    private static final byte[] SECRET = "One-stop sample key of 32 bytes!".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY = "{\"example\":\"样例\"}".getBytes(StandardCharsets.UTF_8);
    private static final String TOKEN = "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2FtcGxl";
    private static final UUID ID = UUID.fromString("0193f7a2-6b1c-7d3e-8f40-5a6b7c8d9e0f");
    private static final String INPUT = "sig=(\"@method\");created=1767225600;nonce=\"c2FtcGxlLW5vbmNlLTAwMQ\";keyid=\""
            + ID + "\";alg=\"hmac-sha256\"";
    private static final String VALUE = "sig=:AAAA:";

    @ParameterizedTest
    @ValueSource(strings = {"", "sig", "sig2=()", "sig=();created=1", "SIG=(\"@method\");created=1767225600",
        "sig=(\"@method\");created=1767225600;nonce=\"short\";keyid=\"0193f7a2-6b1c-7d3e-8f40-5a6b7c8d9e0f\";alg=\"hmac-sha256\"",
        "sig=(\"@method\");nonce=\"c2FtcGxlLW5vbmNlLTAwMQ\";created=1;keyid=\"0193f7a2-6b1c-7d3e-8f40-5a6b7c8d9e0f\";alg=\"hmac-sha256\"",
        "sig=(\"@method\");created=-1;nonce=\"c2FtcGxlLW5vbmNlLTAwMQ\";keyid=\"0193f7a2-6b1c-7d3e-8f40-5a6b7c8d9e0f\";alg=\"hmac-sha256\"",
        "sig=(\"@method\");created=1;nonce=\"c2FtcGxlLW5vbmNlLTAwMQ\";keyid=\"another\";alg=\"hmac-sha256\"",
        "sig=(\"@method\");created=1;nonce=\"c2FtcGxlLW5vbmNlLTAwMQ\";keyid=\"0193f7a2-6b1c-7d3e-8f40-5a6b7c8d9e0f\";alg=\"none\"",
        "sig=(\"@method\");created=1;nonce=\"c2FtcGxlLW5vbmNlLTAwMQ\";keyid=\"0193f7a2-6b1c-7d3e-8f40-5a6b7c8d9e0f\"",
        "sig=(\"@method\");created=1;nonce=\"c2FtcGxlLW5vbmNlLTAwMQ\";keyid=\"0193f7a2-6b1c-7d3e-8f40-5a6b7c8d9e0f\";alg=\"hmac-sha256\";x=1",
        "a=(), sig=(\"@method\");created=1;nonce=\"c2FtcGxlLW5vbmNlLTAwMQ\";keyid=\"0193f7a2-6b1c-7d3e-8f40-5a6b7c8d9e0f\";alg=\"hmac-sha256\""})
    void whatIsWrittenOtherwiseIsNoSignature(String input) {
        assertTrue(MessageSignature.parse(INPUT, VALUE).isPresent());
        assertTrue(MessageSignature.parse(input, VALUE).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":AAAA:", "sig=AAAA", "sig=::", "sig=:AA=A:", "sig=:A:", "sig=:AAAA:, sig=:AAAA:", "sig2=:AAAA:"})
    void whatIsWrittenOtherwiseIsNoValue(String value) {
        assertTrue(MessageSignature.parse(INPUT, value).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha-256", "sha-256=::", "sha-512=:JSG/sjC2mz3eYN0qRlHbJE5/ng9RF7y2d0vHifIuw5o=:",
        "sha-256=:JSG/sjC2mz3eYN0qRlHbJE5/ng9RF7y2d0vHifIuw5o:", "SHA-256=:JSG/sjC2mz3eYN0qRlHbJE5/ng9RF7y2d0vHifIuw5o=:",
        "sha-256=:JSG/sjC2mz3eYN0qRlHbJE5/ng9RF7y2d0vHifIuw5o=:, sha-256=:JSG/sjC2mz3eYN0qRlHbJE5/ng9RF7y2d0vHifIuw5o=:"})
    void whatIsWrittenOtherwiseIsNoDigest(String header) {
        assertTrue(CheckedBody.digest(header).isEmpty());
    }

    /** However often somebody asks, at the end of a body that is not the signed one there is no end. */
    @Test
    void anotherBodyHasNoEnd() throws Exception {
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(BODY);
        for (byte[] other : new byte[][] {new byte[0], "{}".getBytes(StandardCharsets.US_ASCII), new byte[100_000]}) {
            InputStream body = new CheckedBody(new ByteArrayInputStream(other), expected);
            assertThrows(RefusedException.class, body::readAllBytes);
            assertThrows(RefusedException.class, body::read);
        }
        InputStream empty = new CheckedBody(new ByteArrayInputStream(BODY), MessageDigest.getInstance("SHA-256").digest());
        assertThrows(RefusedException.class, empty::readAllBytes);
        assertThrows(RefusedException.class, empty::readAllBytes);
        assertArrayEquals(BODY, new CheckedBody(new ByteArrayInputStream(BODY), expected).readAllBytes());
        InputStream skipped = new CheckedBody(new ByteArrayInputStream(BODY), expected);
        skipped.skipNBytes(BODY.length);
        assertEquals(-1, skipped.read());
        assertEquals(-1, skipped.read());
    }

    @Test
    void theBasesAreThoseOfTheGuide() {
        assertEquals(SHOWN.get("base-1"), base("GET", "/api/v1/settlements", "billNo=DOC-1", null, "1"));
        assertEquals(SHOWN.get("base-2"), base("POST", "/api/v1/settlements", null, "DOC-1-1", "2"));
        assertEquals(SHOWN.get("base-3"), base("POST", "/api/v1/settlement-inquiries", null, null, "3"));
        assertTrue(SHOWN.get("headers-2").contains("Content-Digest: " + SampleSigner.digest(BODY) + "\n"));
        String[] lines = SHOWN.get("headers-2").split("\n");
        MessageSignature signature = MessageSignature.parse(
                        lines[1].substring("Signature-Input: ".length()), lines[2].substring("Signature: ".length()))
                .orElseThrow();
        assertTrue(SHOWN.get("base-2").endsWith(signature.components() + signature.parameters()));
        assertEquals(SHOWN.get("hmac-2"), Base64.getEncoder().encodeToString(signature.value()));
    }

    private static String base(String method, String path, String query, String key, String vector) {
        String parameters = SHOWN.get("base-" + vector).replaceAll("(?s).*\\)(;created=)", "$1");
        String digest = SignatureBase.isWithBody(method) ? SampleSigner.digest(BODY) : null;
        return new String(
                new SignatureBase(method, path, query, TOKEN, digest, key).bytes(parameters), StandardCharsets.UTF_8);
    }

    @Test
    void theSecretsVectorsVerifyAndNothingElseDoes() {
        SignatureKey key = new SignatureKey.Hmac(ID, SECRET);
        for (String vector : new String[] {"1", "2"}) {
            byte[] base = bytes("base-" + vector);
            byte[] value = Base64.getDecoder().decode(SHOWN.get("hmac-" + vector));
            assertFalse(new SignatureKey.Hmac(ID, new byte[32]).verifies(base, value));
            onlyTheWholeVerifies(key, base, value);
        }
    }

    @Test
    void theVectorOfSm2VerifiesAndNothingElseDoes() throws Exception {
        byte[] base = bytes("base-3");
        byte[] value = Base64.getDecoder().decode(SHOWN.get("sm2-3"));
        ECPublicKeyParameters point =
                SignatureKey.Sm2.point(Base64.getDecoder().decode(SHOWN.get("sm2-key"))).orElseThrow();
        SignatureKey key = new SignatureKey.Sm2(ID, point, SignatureForm.DER, "1234567812345678");
        onlyTheWholeVerifies(key, base, value);
        SignatureKey another = new SignatureKey.Sm2(ID, point, SignatureForm.DER, "8765432187654321");
        assertFalse(another.verifies(base, value), "the signer's identity is a part of it");
        java.math.BigInteger order = point.getParameters().getN();
        java.math.BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(order, value);
        byte[] raw = PlainDSAEncoding.INSTANCE.encode(order, numbers[0], numbers[1]);
        SignatureKey plain = new SignatureKey.Sm2(ID, point, SignatureForm.RAW, "1234567812345678");
        assertFalse(plain.verifies(base, value));
        onlyTheWholeVerifies(plain, base, raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA",
        // the point that OpenSSL made, on another curve by name
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAElhTdXydpVdIXn3wkIBf3QKuGtNPp+jvMIShhHSV+bqHOd0oy53HNbNPik28mqnk4gWhAvBlra4F/zAM4jlz0KQ==",
        // one number of the point changed, so that it lies beside the curve
        "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAElhTdXydpVdIXn3wkIBf3QKuGtNPp+jvMIShhHSV+bqHOd0oy53HNbNPik28mqnk4gWhAvBlra4F/zAM4jlz0Kg=="})
    void whatIsNoPointOfTheCurveIsNoKey(String encoded) {
        assertTrue(SignatureKey.Sm2.point(Base64.getDecoder().decode(encoded)).isEmpty());
    }

    private static void onlyTheWholeVerifies(SignatureKey key, byte[] base, byte[] value) {
        for (int i = 0; i < base.length; i++) {
            byte[] other = base.clone();
            other[i] ^= 1;
            assertFalse(key.verifies(other, value), "byte " + i);
        }
        for (int i = 0; i < value.length; i++) {
            byte[] other = value.clone();
            other[i] ^= 1;
            assertFalse(key.verifies(base, other), "byte " + i + " of the value");
        }
        assertFalse(key.verifies(base, new byte[0]));
        assertTrue(key.verifies(base, value));
    }

    private static byte[] bytes(String block) {
        return SHOWN.get(block).getBytes(StandardCharsets.UTF_8);
    }
}
