package org.onestop.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.onestop.start.StartRefusedException;

/**
 * The secrets of the embedded default: made once, at random, and kept beside its data, readable by their owner
 * alone.
 */
final class Secrets {

    static final String SUPERUSER = "postgres";
    static final String IDENTITY_KEY = "identity-key";
    static final String IDENTITY_INDEX_KEY = "identity-index-key";

    private static final int KEY_BYTES = 32;
    private static final int RSA_BITS = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Without these the data can't be read again, so none of them is made anew once there are data. */
    private static final List<String> LASTING = List.of(IDENTITY_KEY, IDENTITY_INDEX_KEY, passwordOf(SUPERUSER));

    private final Path directory;

    Secrets(Path directory) {
        this.directory = directory;
    }

    /** Makes what the data can't be read without; to be called before there are data. */
    void makeLasting() {
        LASTING.forEach(this::read);
    }

    /**
     * To be called where there are data.
     *
     * @throws StartRefusedException naming what is missing of that which they can't be read without
     */
    void requireLasting() {
        List<Path> missing = LASTING.stream().map(directory::resolve).filter(file -> !Files.exists(file)).toList();
        if (!missing.isEmpty()) {
            throw new StartRefusedException("数据库已存在,但缺少密钥文件,请从备份恢复 "
                    + "the database is there but its secrets are not, put them back from a backup: " + missing);
        }
    }

    /** The password of a database role. */
    String password(String role) {
        return read(passwordOf(role));
    }

    private static String passwordOf(String role) {
        return "password-" + role;
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

    private void write(Path file, String content) throws IOException {
        Files.createDirectories(directory, DataDirectory.OWNER_ONLY);
        Durable.write(file, content + "\n");
    }
}
