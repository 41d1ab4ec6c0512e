package org.onestop.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.start.StartRefusedException;

/** What may be made, removed or kept in the directory of the embedded server's data. */
class DataDirectoryTest {

    @TempDir
    private Path place;

    private DataDirectory data;

    @BeforeEach
    void take() throws IOException {
        data = DataDirectory.take(place.resolve("data"));
    }

    @AfterEach
    void letGo() throws IOException {
        data.close();
    }

    @Test
    void itIsItsOwnersAlone() throws IOException {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place.resolve("data"))));
    }

    @Test
    void itIsNotTakenTwice() {
        assertThrows(IllegalStateException.class, () -> DataDirectory.take(place.resolve("data")));
    }

    @Test
    void whatWasLeftHalfMadeIsRemovedAndWhatIsWholeStays() throws IOException {
        Path half = file(data.unfinishedServer().resolve("base/1"));
        Path halfUnpacked = file(data.binaries().resolve("PG-1/bin/initdb"));
        Path server = file(data.server().resolve("PG_VERSION"));
        Path unpacked = file(data.binaries().resolve("PG-2/bin/initdb"));
        file(data.binaries().resolve("PG-2/.exists"));
        data.removeUnfinished();
        assertFalse(Files.exists(half) || Files.exists(data.unfinishedServer()));
        assertFalse(Files.exists(halfUnpacked) || Files.exists(data.binaries().resolve("PG-1")));
        assertTrue(Files.exists(server) && Files.exists(unpacked));
    }

    /** Numbers of processes are used again; this one is alive and no server of this directory. */
    @Test
    void aMarkWithAStrangersNumberIsRemoved() throws IOException {
        Path mark = file(data.server().resolve("postmaster.pid"));
        Files.writeString(mark, ProcessHandle.current().pid() + "\n" + data.server() + "\n");
        data.processes().stopOrphans();
        assertFalse(Files.exists(mark));
        assertTrue(ProcessHandle.current().isAlive());
    }

    /** PostgreSQL looks by itself whether such a server's memory is still in use. */
    @Test
    void aMarkOfADeadServerIsLeftToPostgresql() throws IOException {
        Path mark = file(data.server().resolve("postmaster.pid"));
        Files.writeString(mark, Integer.MAX_VALUE + "\n" + data.server() + "\n");
        data.processes().stopOrphans();
        assertTrue(Files.exists(mark));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half", "99999999999999999999999"})
    void aMarkWithoutANumberIsRemoved(String text) throws IOException {
        Path mark = file(data.server().resolve("postmaster.pid"));
        Files.writeString(mark, text);
        data.processes().stopOrphans();
        assertFalse(Files.exists(mark));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity-key", "identity-index-key", "password-postgres"})
    void aKeyOfDataThatAreThereIsNeverMadeAnew(String name) throws IOException {
        data.secrets().makeLasting();
        data.secrets().requireLasting();
        Path secret = place.resolve("data/secrets").resolve(name);
        Files.delete(secret);
        StartRefusedException refused = assertThrows(StartRefusedException.class, data.secrets()::requireLasting);
        assertTrue(refused.getMessage().contains(secret.toString()), refused::getMessage);
        assertFalse(Files.exists(secret));
    }

    @Test
    void aSecretIsMadeOnceAndDiffersFromEveryOther() {
        Secrets secrets = data.secrets();
        List<String> made = List.of(secrets.key("a"), secrets.key("b"), secrets.password("a"));
        assertEquals(made, List.of(secrets.key("a"), secrets.key("b"), secrets.password("a")));
        assertEquals(3, made.stream().distinct().count());
        assertTrue(made.stream().allMatch(secret -> java.util.Base64.getDecoder().decode(secret).length == 32));
    }

    private static Path file(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }
}
