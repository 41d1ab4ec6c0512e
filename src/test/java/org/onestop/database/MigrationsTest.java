package org.onestop.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A migration that has left this house is never changed: whoever has run it could not start the next version. A new one is
 * added to the list together with its file; a changed one needs a new migration that alters.
 */
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Path LIST = Path.of("src/test/resources/migrations.txt");

    @Test
    void everyMigrationIsAsItWasListed() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(MIGRATIONS)) {
            files = found.sorted().toList();
        }
        assertEquals(
                String.join("\n", Files.readAllLines(LIST)),
                String.join("\n", files.stream().map(MigrationsTest::line).toList()));
    }

    private static String line(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest) + "  " + file.getFileName();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
