package org.onestop.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of the embedded default: made once, at random, and kept beside its data, readable by their owner
 * alone.
 */
final class Secrets {

    private static final int KEY_BYTES = 32;
    private static final int RSA_BITS = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;

    Secrets(Path directory) {
        this.directory = directory;
    }

    /** The password of a database role. */
    String password(String role) {
        return read("password-" + role);
    }

    /** A key of 32 bytes, in Base64. */
    String key(String name) {
        return read(name);
    }

    /** The file of the private key that signs tokens, PEM. */
    Path signingKey() {
        return keyPair().resolve("token-signing-key.pem");
    }

    /** The file of the public key that verifies tokens, PEM. */
    Path verifyingKey() {
        return keyPair().resolve("token-verifying-key.pem");
    }

    private String read(String name) {
        synchronized (Secrets.class) {
            Path file = directory.resolve(name);
            try {
                if (!Files.exists(file)) {
                    byte[] secret = new byte[KEY_BYTES];
                    RANDOM.nextBytes(secret);
                    write(file, Base64.getEncoder().encodeToString(secret));
                }
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep a secret in " + file, e);
            }
        }
    }

    private Path keyPair() {
        synchronized (Secrets.class) {
            // The public key is written last: where it is, its private half is.
            if (!Files.exists(directory.resolve("token-verifying-key.pem"))) {
                try {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                    generator.initialize(RSA_BITS);
                    KeyPair pair = generator.generateKeyPair();
                    write(directory.resolve("token-signing-key.pem"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
                    write(directory.resolve("token-verifying-key.pem"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("every Java platform has RSA", e);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot keep the token keys in " + directory, e);
                }
            }
            return directory;
        }
    }

    private static String pem(String kind, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    /** Written beside and renamed, so that a process killed in between leaves no half of a secret. */
    private void write(Path file, String content) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(directory, ownerOnly);
        Path temporary = Files.createTempFile(directory, "new", null);
        Files.writeString(temporary, content + "\n");
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file);
        }
    }
}
