package org.onestop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents say of files, settings, dependencies and packages is so; each feature's tests judge the rest. */
class DocumentsTest {

    private static final Path MAIN = Path.of("src/main");
    private static final String NO_PACKAGE = "-";

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Markdown document : Markdown.all()) {
            for (String link : document.links()) {
                links += link.contains("://") ? 0 : 1;
                if (!link.contains("://") && !leadsSomewhere(document, link)) {
                    broken.add(document.file() + ": " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(links > 80, "only " + links + " links were found");
    }

    /** A reader finds a document only if another one leads there. */
    @Test
    void everyDocumentIsLinkedFromAnotherOne() {
        TreeSet<String> linked = new TreeSet<>();
        for (Markdown document : Markdown.all()) {
            document.links().stream()
                    .filter(link -> !link.contains("://") && !link.startsWith("#"))
                    .map(link -> target(document, link).toString())
                    .forEach(linked::add);
        }
        List<String> lost = Markdown.all().stream()
                .map(document -> document.file().toString())
                .filter(file -> !file.equals("README.md") && !file.contains("decisions") && !linked.contains(file))
                .toList();
        assertEquals(List.of(), lost);
    }

    @Test
    void everyDependencyHasItsReason() throws IOException {
        String decisions = Markdown.all().stream()
                .filter(document -> document.file().startsWith("src/docs/decisions"))
                .map(Markdown::text)
                .collect(Collectors.joining());
        String pom = Files.readString(Path.of("pom.xml"));
        String dependencies = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"))
                .replaceAll("(?s)<exclusions>.*?</exclusions>", "");
        List<String> artifacts = found("<artifactId>([^<]+)</artifactId>", dependencies);
        assertTrue(artifacts.size() > 15, "the dependencies were not found");
        assertEquals(List.of(), artifacts.stream().filter(each -> !decisions.contains("`" + each + "`")).toList());
    }

    /** Files that comments and settings send a reader to. */
    @Test
    void everyDocumentThatSourcesNameIsThere() {
        TreeSet<String> named = new TreeSet<>(found("(src/docs/[A-Za-z0-9/_-]+\\.md)", sources()));
        assertTrue(named.size() >= 5, named::toString);
        assertEquals(List.of(), named.stream().filter(name -> !Files.exists(Path.of(name))).toList());
    }

    @Test
    void everyOwnSettingIsExplained() {
        TreeSet<String> settings = new TreeSet<>(found("\"(onestop\\.[a-z.-]+)\"", sources()));
        settings.remove("onestop.embedded.url"); // not a setting: where a reload finds the running server
        TreeSet<String> explained = new TreeSet<>();
        Markdown.document("operations.md")
                .table("设置 setting")
                .forEach(row -> explained.addAll(Markdown.code(row.get(0))));
        explained.removeIf(name -> !name.startsWith("onestop."));
        assertEquals(settings, explained);
    }

    /** A default that is shown in backticks is the one in application.properties, where that has one. */
    @Test
    void everyDefaultIsTheOneThatIsSet() throws IOException {
        Properties set = new Properties();
        set.load(Files.newBufferedReader(MAIN.resolve("resources/application.properties")));
        Map<String, String> wrong = new TreeMap<>();
        int compared = 0;
        for (List<String> row : Markdown.document("operations.md").table("设置 setting")) {
            String name = Markdown.code(row.get(0)).get(0);
            List<String> shown = Markdown.code(row.get(1));
            if (!shown.isEmpty() && set.containsKey(name)) {
                compared++;
                if (!set.getProperty(name).equals(shown.get(0))) {
                    wrong.put(name, set.getProperty(name));
                }
            }
        }
        assertEquals(Map.of(), wrong);
        assertTrue(compared >= 9, "only " + compared + " defaults were compared");
    }

    @Test
    void everyNameOfTheGlossaryIsInTheCode() {
        String sources = sources();
        List<String> unknown = Markdown.document("glossary.md").table("中文").stream()
                .flatMap(row -> Markdown.code(row.get(3)).stream())
                .filter(name -> !Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(sources).find())
                .toList();
        assertEquals(List.of(), unknown);
    }

    @Test
    void everyTermOfTheGlossaryStandsThereOnce() {
        List<String> terms =
                Markdown.document("glossary.md").table("中文").stream().map(row -> row.get(0)).toList();
        assertTrue(terms.size() > 60, "the glossary was not found");
        assertEquals(new TreeSet<>(terms).size(), terms.size());
    }

    /** The table of flow.md is the one that ArchitectureTest keeps. */
    @Test
    void theFlowDrawsTheImportTable() {
        Map<String, List<String>> drawn = new TreeMap<>();
        for (List<String> row : Markdown.document("flow.md").table("package")) {
            List<String> imports = row.get(2).equals(NO_PACKAGE) ? List.of() : List.of(row.get(2).split(", "));
            Markdown.code(row.get(0)).forEach(name -> drawn.put(name, sorted(imports)));
        }
        Map<String, List<String>> kept = new TreeMap<>();
        ArchitectureTest.TABLE.forEach((name, imports) -> kept.put(name, sorted(imports)));
        assertEquals(kept, drawn);
    }

    private static boolean leadsSomewhere(Markdown document, String link) {
        String[] part = link.split("#", 2);
        Path target = part[0].isEmpty() ? document.file() : target(document, link);
        if (!Files.exists(target)) {
            return false;
        }
        return part.length == 1 || Markdown.read(target).anchors().contains(part[1]);
    }

    private static Path target(Markdown document, String link) {
        return document.file().resolveSibling(link.split("#", 2)[0]).normalize();
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    private static List<String> found(String pattern, String text) {
        List<String> found = new ArrayList<>();
        for (Matcher each = Pattern.compile(pattern).matcher(text); each.find(); ) {
            found.add(each.group(1));
        }
        return found;
    }

    /** Everything that is written for the program, and the build's own file. */
    private static String sources() {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return Stream.concat(files.filter(Files::isRegularFile), Stream.of(Path.of("pom.xml")))
                    .map(DocumentsTest::content)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
