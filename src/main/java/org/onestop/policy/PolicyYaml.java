package org.onestop.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/**
 * Reads the part of YAML that policy files use: mappings, lists and scalars. Every scalar becomes the text that was
 * written, so that no number is ever converted on the way. Anchors, aliases, tags and further documents are refused.
 * (An anchor that only names a scalar goes unseen by the parser; it means nothing without an alias.)
 */
final class PolicyYaml {

    private static final YAMLFactory FACTORY =
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final int DEEPEST = 12;

    private final YAMLParser parser;

    private PolicyYaml(YAMLParser parser) {
        this.parser = parser;
    }

    /**
     * Reads one document.
     *
     * @throws FlawedException if the text is anything else
     */
    static JsonNode read(String text) {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            return new PolicyYaml(parser).document();
        } catch (IOException e) {
            throw new FlawedException("", FlawKind.UNREADABLE, e.getMessage());
        }
    }

    private JsonNode document() throws IOException {
        try {
            if (next() == null) {
                throw new FlawedException("", FlawKind.EMPTY, "");
            }
            JsonNode node = node(0);
            if (next() != null) {
                throw refused("a second document");
            }
            return node;
        } catch (JsonProcessingException e) {
            boolean duplicate = e.getOriginalMessage().startsWith("Duplicate field");
            throw new FlawedException(
                    duplicate ? place() : "",
                    duplicate ? FlawKind.DUPLICATE_KEY : FlawKind.UNREADABLE,
                    line() + (duplicate ? "" : " " + e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    private JsonNode node(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw refused("too deep");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(depth);
            case START_ARRAY -> list(depth);
            case VALUE_NULL -> NullNode.getInstance();
            default -> TextNode.valueOf(parser.getText());
        };
    }

    private ObjectNode mapping(int depth) throws IOException {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        while (next() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            next();
            mapping.set(key, node(depth + 1));
        }
        return mapping;
    }

    private ArrayNode list(int depth) throws IOException {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (next() != JsonToken.END_ARRAY) {
            list.add(node(depth + 1));
        }
        return list;
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return null;
        }
        if (parser.isCurrentAlias()) {
            throw refused("*alias");
        }
        if (parser.getObjectId() != null) {
            throw refused("&anchor");
        }
        if (parser.getTypeId() != null) {
            throw refused("!tag");
        }
        return token;
    }

    private FlawedException refused(String what) {
        return new FlawedException(place(), FlawKind.NOT_ALLOWED_HERE, what + ", " + line());
    }

    private String place() {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    private String line() {
        return "line " + parser.currentLocation().getLineNr();
    }
}
