package org.onestop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No key, password or token of anything real lies among the project's files. */
class SecretsTest {

    /** The folders and files that belong to the project; what is made by building or running it does not. */
    private static final List<String> ROOTS =
            List.of("src", "README.md", "pom.xml", "mvnw", ".ci", ".dockerignore", ".editorconfig", ".gitignore");

    /** Made by {@code make-secrets}, and kept out by {@code .gitignore}. */
    private static final Path MADE = Path.of("src/main/docker/secrets");

    private static final Map<String, Pattern> SHAPES = new TreeMap<>(Map.of(
            "private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s*[A-Za-z0-9+/]{20}"),
            "encoded private key", Pattern.compile("\\bMII[A-Za-z0-9+/]{60}"),
            "signed token", Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}"),
            "access key", Pattern.compile("\\b(AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}|xox[bp]-[A-Za-z0-9-]{20})"),
            "key of 32 bytes", Pattern.compile("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/]{43}=(?!=)"),
            "password in an address", Pattern.compile("[a-z]+://[^\\s/:@\"'$<{]+:[^\\s/:@\"'$<{]+@"),
            "password set", Pattern.compile("(?im)^[^#\\n]*(password|secret|api[-_.]?key)[a-z_.-]*\\s*[=:]\\s*[A-Za-z0-9+/]{16,}={0,2}\\s*$")));

    /** What has the shape and is none: a word or a text that everybody may know, each with its reason. */
    private static final Map<String, String> KNOWN = Map.of(
            "dGhpcnR5LXR3byBieXRlcyB0aGF0IGFyZSBhIHRleHQ=", "a text in a test of weak secrets",
            "T25lLXN0b3Agc2FtcGxlIGtleSBvZiAzMiBieXRlcyE=", "a text as an example in the interface document",
            "M/skJT4+jtzM1o0S1y86Wr3e5geNB/Xe6YZGKo87iFw=", "a signature of the guide to signing, by a key that it names",
            "JSG/sjC2mz3eYN0qRlHbJE5/ng9RF7y2d0vHifIuw5o=", "a digest of the guide to signing",
            "GtqVvBgPgAOzwNhYjj55cItMgWjg7vRaXdYJjbZ1yxc=", "a signature of the guide to signing",
            "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=", "the first test vector of RFC 8032",
            "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "its public half",
            "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0=", "the thumbprint of a standard's example");

    @Test
    void nothingLooksLikeASecret() {
        Map<String, String> found = new TreeMap<>();
        int[] searched = {0};
        files().forEach(file -> {
            searched[0]++;
            String text = read(file);
            SHAPES.forEach((shape, pattern) -> {
                for (Matcher match = pattern.matcher(text); match.find(); ) {
                    if (!KNOWN.containsKey(match.group())) {
                        found.put(file.toString(), shape);
                    }
                }
            });
        });
        assertTrue(searched[0] > 500, "only " + searched[0] + " files were searched");
        assertEquals(Map.of(), found);
    }

    @Test
    void noFileIsAKeyStore() {
        assertEquals(List.of(), files().filter(file -> file.toString().matches(".*\\.(p12|pfx|jks|keystore|pem|key|der|env)")).toList());
    }

    @Test
    void whatIsMadeForADeploymentIsNotKept() {
        List<String> ignored = read(Path.of(".gitignore")).lines().toList();
        assertTrue(ignored.stream().anyMatch(line -> line.matches("/?src/main/docker/secrets(\\.new)?/?\\*?")), ignored::toString);
    }

    /** That each shape would be found. */
    @Test
    void theShapesAreKnown() {
        String body = "A".repeat(70);
        Map<String, String> samples = Map.of(
                "private key", "-----BEGIN PRIVATE KEY-----\n" + body,
                "encoded private key", "MII" + body,
                "signed token", "eyJ" + body + ".eyJ" + body + "." + body,
                "access key", "AKIA" + "A".repeat(16),
                "key of 32 bytes", "A".repeat(43) + "=",
                "password in an address", "postgresql://a" + ":b@c",
                "password set", "QUARKUS_DATASOURCE_" + "PASSWORD=" + "a1".repeat(12));
        assertEquals(SHAPES.keySet(), new java.util.TreeSet<>(samples.keySet()));
        samples.forEach((shape, sample) -> assertTrue(SHAPES.get(shape).matcher(sample).find(), shape));
    }

    private static Stream<Path> files() {
        return ROOTS.stream().flatMap(root -> walk(Path.of(root))).filter(file -> !file.startsWith(MADE));
    }

    private static Stream<Path> walk(Path root) {
        try {
            return Files.walk(root).filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
