package org.onestop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document as tests read it: its tables, its fenced blocks and its links. */
public record Markdown(Path file, String text) {

    private static final Pattern BLOCK = Pattern.compile("(?m)^```([^\\n]*)\\n(.*?)^```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A fenced block: what stands behind its fence, and its content. */
    public record Block(String info, String content) {}

    public static Markdown read(Path file) {
        try {
            return new Markdown(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the project's documents. */
    public static Markdown document(String name) {
        return read(Path.of("src/docs", name));
    }

    /** The README and every document. */
    public static List<Markdown> all() {
        try (Stream<Path> files = Files.walk(Path.of("src/docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("src/bench/README.md")),
                            files.filter(file -> file.toString().endsWith(".md")).sorted())
                    .map(Markdown::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of every table whose first heading is the one given, without the headings; cells are trimmed. */
    public List<List<String>> table(String firstHeading) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : text.lines().toList()) {
            if (!line.startsWith("|")) {
                inside = false;
                continue;
            }
            List<String> cells = cells(line);
            if (inside && !cells.get(0).startsWith("---")) {
                rows.add(cells);
            }
            inside |= cells.get(0).equals(firstHeading);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
    }

    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            blocks.add(new Block(block.group(1).strip(), block.group(2)));
        }
        return blocks;
    }

    /** The content of the first fenced block that holds a text. */
    public String block(String part) {
        return blocks().stream()
                .map(Block::content)
                .filter(content -> content.contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no block with " + part));
    }

    /** The targets of all links outside fenced blocks. */
    public List<String> links() {
        return all(LINK, BLOCK.matcher(text).replaceAll(""));
    }

    /** The anchors of all headings, as the usual renderers make them: lower case, hyphens for spaces, no punctuation. */
    public List<String> anchors() {
        return all(HEADING, BLOCK.matcher(text).replaceAll("")).stream()
                .map(heading -> heading.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** Everything that stands between backticks. */
    public static List<String> code(String text) {
        return all(CODE, text);
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        for (Matcher each = pattern.matcher(text); each.find(); ) {
            found.add(each.group(1));
        }
        return found;
    }
}
