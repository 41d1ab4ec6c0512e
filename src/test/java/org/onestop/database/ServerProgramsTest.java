package org.onestop.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A newcomer's machine finds a PostgreSQL in the program, whichever of the four kinds it is. */
class ServerProgramsTest {

    private static final String XZ = "fd377a585a00";

    @ParameterizedTest
    @CsvSource({"Linux, x86_64", "Linux, aarch64", "Darwin, x86_64", "Darwin, aarch64"})
    void everyPlatformHasItsOwn(String system, String machine) throws IOException {
        try (InputStream programs = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            assertEquals(XZ, HexFormat.of().formatHex(programs.readNBytes(6)));
        }
    }
}
