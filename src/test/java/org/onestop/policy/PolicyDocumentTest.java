package org.onestop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.onestop.Markdown;
import org.onestop.journal.Digest;

/** src/docs/policy-files.md lists the parameters that there are, shapes that can be read, and messages that are given. */
class PolicyDocumentTest {

    private static final Markdown DOCUMENT = Markdown.document("policy-files.md");
    private static final String PARAMETER = "参数 parameter";
    private static final String SHAPE = "形式 shape";

    @Test
    void everyParameterIsListedWithItsShapeAndFile() {
        Map<String, String> expected = new TreeMap<>();
        SchemeParameters.catalogue().values().forEach(type -> expected.put(type.id(), described(type)));
        Map<String, String> listed = new TreeMap<>();
        for (List<String> row : DOCUMENT.table(PARAMETER)) {
            String id = Markdown.code(row.get(0)).get(0);
            String link = row.get(0).contains("](") ? row.get(0).replaceAll(".*policy/(.*)\\)", "$1") : "-";
            String before = listed.put(id, link + " " + row.get(3) + " " + row.get(4));
            assertEquals(null, before, () -> id + " is listed twice");
        }
        assertEquals(lines(expected), lines(listed));
    }

    @Test
    void everyNameIsTheOneInTheFile() {
        Map<String, String> expected = new TreeMap<>();
        SortedMap<String, ParameterFile> files = PolicyFiles.packaged();
        files.forEach((id, file) -> expected.put(id, file.name() + " | " + file.nameEn()));
        Map<String, String> listed = new TreeMap<>();
        DOCUMENT.table(PARAMETER)
                .forEach(row -> listed.put(Markdown.code(row.get(0)).get(0), row.get(1) + " | " + row.get(2)));
        listed.keySet().retainAll(files.keySet());
        assertEquals(lines(expected), lines(listed));
    }

    /** The example of each shape is read as the value of a parameter that has it. */
    @Test
    void everyShapeIsShownAndItsExampleCanBeRead() {
        Set<String> shapes = new TreeSet<>();
        SchemeParameters.catalogue().values().forEach(type -> shapes.add(type.kind().schema()));
        Set<String> shown = new TreeSet<>();
        for (List<String> row : DOCUMENT.table(SHAPE)) {
            String shape = Markdown.code(row.get(0)).get(0);
            ParameterType<?> type = SchemeParameters.catalogue().values().stream()
                    .filter(each -> each.kind().schema().equals(shape))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no parameter has the shape " + shape));
            type.kind().canonical(Element.root(PolicyYaml.read(Markdown.code(row.get(1)).get(0))));
            shown.add(shape);
        }
        assertEquals(shapes, shown);
    }

    @Test
    void everyMessageShownIsOneThatIsGiven() {
        String start = "政策文件有误 / the policy files are faulty:\n";
        String[] messages = DOCUMENT.block(start).substring(start.length()).split("\n");
        assertTrue(messages.length > 5, "too few messages");
        for (String message : messages) {
            assertTrue(
                    Arrays.stream(FlawKind.values())
                            .anyMatch(kind -> message.matches(".*: \\Q" + kind.text() + "\\E(: .*)?")),
                    message);
        }
    }

    @Test
    void theFileShownCanBeReadAndTheDigestComesOutAsShown() throws IOException {
        String file = DOCUMENT.block("nameEn: \"Residents: yearly cap");
        ParameterType<?> cap = SchemeParameters.catalogue().get("resident.basic.annual_cap");
        assertEquals(2, ParameterFile.read(cap, Element.root(PolicyYaml.read(file))).values().size());
        String command = DOCUMENT.block("sha256sum");
        String digested = command.substring(command.indexOf('{'), command.lastIndexOf('}') + 1);
        String hex = Digest.text(Digest.sha256(digested.getBytes(StandardCharsets.UTF_8))).substring("sha256:".length());
        assertTrue(DOCUMENT.text().contains("\n" + hex + "\n"), hex);
        JsonNode value = new ObjectMapper().readTree(digested);
        PolicyValue shipped = PolicyFiles.packaged().get(value.get("id").textValue()).values().stream()
                .filter(each -> each.from().toString().equals(value.get("from").textValue()))
                .findFirst()
                .orElseThrow();
        assertEquals("sha256:" + hex, shipped.digest());
    }

    private static String described(ParameterType<?> type) {
        String file = PolicyFiles.packaged().containsKey(type.id()) ? type.file() : "-";
        return file + " `" + type.kind().schema() + "` " + (type.always() ? "总是 always" : "视情况 sometimes");
    }

    private static String lines(Map<String, String> rows) {
        return rows.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
