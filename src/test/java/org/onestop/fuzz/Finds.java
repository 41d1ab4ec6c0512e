package org.onestop.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What answers have named so far: numbers of things that are there, cursors, days; for asking on. */
final class Finds {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 60;

    private static final Map<String, List<String>> SAME = Map.of(
            "import", List.of("id"), "cursor", List.of("next"), "after", List.of("next"), "applicationId", List.of("id"),
            "categoryId", List.of("id", "categoryId"), "unit", List.of("code"), "batch", List.of("id"), "sourceId", List.of("id"));

    private final Random random;
    private final Map<String, List<String>> values = new HashMap<>();

    Finds(Random random) {
        this.random = random;
    }

    /** Something that an answer called so, or the value given where none has. */
    String any(String name, String otherwise) {
        List<String> found = new ArrayList<>();
        SAME.getOrDefault(name, List.of(name)).forEach(each -> found.addAll(values.getOrDefault(each, List.of())));
        return found.isEmpty() ? otherwise : found.get(random.nextInt(found.size()));
    }

    void keep(Wire.Answer answer) {
        if (answer.status() >= 300 || !answer.type().endsWith("json")) {
            return;
        }
        try {
            keep(JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new IllegalStateException("a success that is not JSON", e);
        }
    }

    private void keep(JsonNode node) {
        node.properties().forEach(each -> {
            if (each.getValue().isTextual()) {
                List<String> found = values.computeIfAbsent(each.getKey(), name -> new ArrayList<>());
                if (found.size() < KEPT) {
                    found.add(each.getValue().textValue());
                } else {
                    found.set(random.nextInt(KEPT), each.getValue().textValue());
                }
            }
        });
        node.forEach(this::keep);
    }
}
