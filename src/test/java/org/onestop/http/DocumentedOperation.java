package org.onestop.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An operation as the published document describes it, with what a plausible request of it is made of. */
public record DocumentedOperation(String id, String method, String template, JsonNode node) {

    /**
     * A parameter.
     *
     * @param in     {@code path}, {@code query} or {@code header}
     * @param sample a value that fits; not null
     */
    public record Parameter(String in, String name, boolean required, JsonNode schema, String sample) {}

    /** What a request's body may be: a media type, and the document's example of it, which may be missing. */
    public record Body(String type, JsonNode example) {

        /** The example as it goes over the wire. */
        public String text() {
            return example.isTextual() ? example.textValue() : example.toString();
        }
    }

    public static List<DocumentedOperation> all() {
        OpenApiDocument document = OpenApiDocument.PUBLISHED;
        return document.operations().stream()
                .map(each -> each.split(" "))
                .map(each -> {
                    JsonNode node = document.operation(each[0], each[1]).orElseThrow();
                    return new DocumentedOperation(node.get("operationId").textValue(), each[0], each[1], node);
                })
                .toList();
    }

    public List<Parameter> parameters() {
        List<Parameter> found = new ArrayList<>();
        for (JsonNode each : node.path("parameters")) {
            JsonNode parameter = OpenApiDocument.PUBLISHED.resolved(each);
            JsonNode schema = OpenApiDocument.PUBLISHED.resolved(parameter.get("schema"));
            found.add(new Parameter(
                    parameter.get("in").textValue(),
                    parameter.get("name").textValue(),
                    parameter.path("required").asBoolean(),
                    schema,
                    sample(parameter, schema)));
        }
        return found;
    }

    /** The first kind of body that has an example, else the first; empty where there is none. */
    public Optional<Body> body() {
        Map<String, Body> bodies = new LinkedHashMap<>();
        OpenApiDocument.PUBLISHED.resolved(node.path("requestBody")).path("content").properties().forEach(
                each -> bodies.put(each.getKey(), new Body(each.getKey(), each.getValue().path("example"))));
        return bodies.values().stream()
                .filter(each -> !each.example().isMissingNode())
                .findFirst()
                .or(() -> bodies.values().stream().findFirst());
    }

    public boolean needsKey() {
        return parameters().stream().anyMatch(each -> each.name().equals("Idempotency-Key"));
    }

    /** The address with the parameters that must be there or are given, each as its sample or as given. */
    public String address(Map<String, String> given) {
        String path = template;
        StringBuilder query = new StringBuilder();
        for (Parameter each : parameters()) {
            String value = given.getOrDefault(each.name(), each.sample());
            if (each.in().equals("path")) {
                path = path.replace("{" + each.name() + "}", value);
            } else if (each.in().equals("query") && (each.required() || given.containsKey(each.name()))) {
                query.append(query.isEmpty() ? '?' : '&').append(each.name()).append('=').append(value);
            }
        }
        return path + query;
    }

    private static String sample(JsonNode parameter, JsonNode schema) {
        if (parameter.has("example")) {
            return parameter.get("example").asText();
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0).asText();
        }
        if (schema.has("examples")) {
            return schema.get("examples").get(0).asText();
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> parameter.get("name").textValue().equals("term") ? "2018" : "10";
            case "boolean" -> "true";
            // Nothing that was ever made has it.
            default -> UUID.randomUUID().toString();
        };
    }
}
