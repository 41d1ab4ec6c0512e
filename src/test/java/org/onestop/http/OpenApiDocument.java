package org.onestop.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The published interface document, as a judge over what really goes over the wire. */
public final class OpenApiDocument {

    public static final OpenApiDocument PUBLISHED = new OpenApiDocument();

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode root;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private OpenApiDocument() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            root = new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonNode root() {
        return root;
    }

    /** Every operation as {@code POST /api/v1/settlements}. */
    public Set<String> operations() {
        Set<String> found = new TreeSet<>();
        root.get("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (METHODS.contains(method)) {
                found.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
            }
        }));
        return found;
    }

    /** The operation that a request meets; a path without variables goes before one with them. */
    public Optional<JsonNode> operation(String method, String path) {
        List<Map.Entry<String, JsonNode>> fitting = new ArrayList<>();
        root.get("paths").properties().forEach(each -> {
            if (fits(each.getKey(), path) && each.getValue().has(method.toLowerCase(java.util.Locale.ROOT))) {
                fitting.add(each);
            }
        });
        fitting.sort(java.util.Comparator.comparing(each -> each.getKey().contains("{")));
        return fitting.stream().findFirst().map(each -> each.getValue().get(method.toLowerCase(java.util.Locale.ROOT)));
    }

    private static boolean fits(String template, String path) {
        String pattern = Pattern.compile("\\{[^/]+}").splitAsStream(template + " ")
                .map(part -> Pattern.quote(part.stripTrailing()))
                .collect(Collectors.joining("[^/]+"));
        return path.matches(pattern);
    }

    /** What the document says of an answer: the response's description, references resolved. */
    public Optional<JsonNode> response(JsonNode operation, int status) {
        JsonNode responses = operation.get("responses");
        JsonNode found = responses.get(Integer.toString(status));
        return Optional.ofNullable(found == null ? responses.get("default") : found).map(this::resolved);
    }

    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** What is wrong with a document that ought to follow a schema of this document. */
    public Set<String> faults(JsonNode schema, String document) {
        try {
            return faults(schema, json.readTree(document));
        } catch (IOException e) {
            return Set.of("not JSON: " + e.getMessage());
        }
    }

    Set<String> faults(JsonNode schema, JsonNode document) {
        return schemas.computeIfAbsent(schema.toString(), text -> compile(schema)).validate(document).stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = json.createObjectNode();
        whole.setAll((ObjectNode) schema.deepCopy());
        whole.set("components", root.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    }
}
