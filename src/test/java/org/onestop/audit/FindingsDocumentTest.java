package org.onestop.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.onestop.Markdown;

/** src/docs/findings.md lists the rules as they are shipped. */
class FindingsDocumentTest {

    @Test
    void everyRuleIsListedWithItsNumbers() {
        List<String> documented = new ArrayList<>();
        for (List<String> row : Markdown.document("findings.md").table("rule")) {
            documented.add(String.join(" | ", row.get(0), row.get(1), row.get(2)));
        }
        List<String> shipped = new RuleBook(Optional.empty())
                .entries().stream().map(FindingsDocumentTest::row).toList();
        assertEquals(String.join("\n", shipped), String.join("\n", documented));
    }

    private static String row(RuleEntry entry) {
        String numbers = entry.rule().needs().keySet().stream()
                .map(name -> "`" + name + "` " + entry.thresholds().values().get(name))
                .collect(Collectors.joining(", "));
        return "`" + entry.rule() + "` | " + entry.name() + " " + entry.nameEn() + " | " + numbers;
    }

    /** The steps that the document names are those there are. */
    @Test
    void everyStepIsListed() {
        List<String> steps = Markdown.document("findings.md").table("操作 `POST .../{id}/`").stream()
                .map(row -> Markdown.code(row.get(0)).get(0))
                .toList();
        List<String> paths = java.util.Arrays.stream(FindingResource.class.getDeclaredMethods())
                .map(method -> method.getAnnotation(jakarta.ws.rs.Path.class))
                .filter(path -> path != null && path.value().startsWith("{id}/"))
                .map(path -> path.value().substring(5))
                .toList();
        assertEquals(paths.stream().sorted().toList(), steps.stream().sorted().toList());
        assertTrue(steps.size() > 4);
    }
}
