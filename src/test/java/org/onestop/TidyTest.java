package org.onestop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Style that a machine can check: sizes, banned words, the clock's one place. */
class TidyTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final int FILE_LINES = 300;
    private static final int LINE_WIDTH = 125;

    @Test
    void noFileIsTooLong() {
        assertEquals(List.of(), found(file -> lines(file).size() > FILE_LINES));
    }

    @Test
    void noLineIsTooWide() {
        assertEquals(List.of(), found(file -> lines(file).stream().anyMatch(line -> line.length() > LINE_WIDTH)));
    }

    @Test
    void moneyNeverMeetsBinaryFloatingPoint() {
        assertEquals(List.of(), mentioning("\\b(double|float|Double|Float)\\b"));
    }

    @Test
    void nothingIsLeftUnfinished() {
        assertEquals(List.of(), mentioning("\\b(TODO|FIXME|XXX|HACK)\\b"));
    }

    @Test
    void theClockIsReadInOnePlace() {
        List<String> readers = mentioning(
                "\\b(LocalDate|LocalDateTime|OffsetDateTime|ZonedDateTime|Instant)\\.now\\(|Clock\\.system|new Date\\(");
        assertEquals(List.of("org/onestop/time/BusinessClock.java"), readers);
    }

    @Test
    void nothingIsPrintedPastTheLog() {
        assertEquals(List.of(), mentioning("System\\.(out|err)\\b|printStackTrace"));
    }

    @Test
    void thereIsSomethingToCheck() {
        assertTrue(found(file -> true).size() > 50, "the sources were not found");
    }

    private static List<String> mentioning(String pattern) {
        Pattern banned = Pattern.compile(pattern);
        return found(file -> lines(file).stream().anyMatch(line -> banned.matcher(line).find()));
    }

    private static List<String> found(java.util.function.Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(MAIN)) {
            List<String> names = new ArrayList<>();
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(wanted)
                    .map(file -> MAIN.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .forEach(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
