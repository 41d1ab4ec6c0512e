package org.onestop.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Every run of the tests begins with an empty database: what an earlier run left is stopped and removed. */
public class FreshTestData implements LauncherSessionListener {

    private static final Path DATA = Path.of("target/test-data");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!Files.exists(DATA)) {
            return;
        }
        try (DataDirectory left = DataDirectory.take(DATA.toAbsolutePath())) {
            left.processes().stopOrphans();
            try (Stream<Path> files = Files.walk(DATA)) {
                List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the data of an earlier run could not be removed", e);
        }
    }
}
