package org.onestop.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One signing key takes the place of another while tokens of both are about. */
class SigningKeyTest {

    @TempDir
    Path directory;

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private Path file(String name, String kind, byte[] encoded) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(
                directory.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private Path publicKey(String name, KeyPair pair) throws IOException {
        return file(name, "PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private static String run(int expected, Path... files) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = new KeySetCommand()
                .run(Arrays.stream(files).map(Path::toString).toList(), new PrintStream(said, true, StandardCharsets.UTF_8));
        assertEquals(expected, code, said.toString(StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    private String token(KeyPair pair) throws IOException {
        Path key = file("signing.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
        ClientEntity client = new ClientEntity();
        client.clientId = "c";
        client.role = "union-admin";
        return new Tokens("file:" + key, "onestop", Duration.ofMinutes(1)).issue(client);
    }

    @Test
    void whatIsNoPublicKeyMakesNoKeySet() throws Exception {
        run(1);
        run(1, directory.resolve("not-there.pem"));
        assertTrue(run(1, publicKey("good.pem", pair()), file("bad.pem", "PUBLIC KEY", new byte[] {1, 2, 3})).contains("bad.pem"));
    }

    @Test
    void tokensOfBothKeysAreTakenAndAStrangersAreNot() throws Exception {
        KeyPair old = pair();
        KeyPair next = pair();
        Path keys = Files.writeString(
                directory.resolve("verify.jwks"), run(0, publicKey("old.pem", old), publicKey("next.pem", next)));
        DefaultJWTParser reader = new DefaultJWTParser(new JWTAuthContextInfo("file:" + keys, "onestop"));
        for (KeyPair each : List.of(old, next)) {
            assertEquals("c", reader.parse(token(each)).getSubject());
        }
        String stranger = token(pair());
        assertThrows(ParseException.class, () -> reader.parse(stranger));
    }

    /** RFC 7638, section 3.1. */
    @Test
    void theNameOfAKeyIsItsThumbprint() {
        String modulus = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCi"
                + "FV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu"
                + "6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        assertEquals(
                "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                SigningKeyId.of(new BigInteger(1, Base64.getUrlDecoder().decode(modulus)), BigInteger.valueOf(65537)));
    }
}
