package org.onestop.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.TreeSet;
import org.onestop.journal.Digest;

/**
 * The one way in which values are written before they are digested: JSON without white space, keys sorted, every
 * scalar a text, UTF-8, nothing escaped but what JSON demands. src/docs/policy-files.md describes it for those who
 * check a digest themselves.
 */
final class CanonicalJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CanonicalJson() {}

    static String text(JsonNode node) {
        return sorted(node).toString();
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    /** The digest of one value: over its id, first day, canonical value and source. */
    static byte[] digest(String id, LocalDate from, String value, String source) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("from", from.toString());
        document.put("id", id);
        document.put("source", source);
        document.set("value", parse(value));
        return Digest.sha256(text(document).getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of a set: over the list of (id, first day, digest) of its values in the order of their ids. */
    static byte[] digest(Collection<PolicyReference> references) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (PolicyReference reference : references) {
            list.addArray().add(reference.id()).add(reference.from().toString()).add(reference.digest());
        }
        return Digest.sha256(text(list).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(entry -> list.add(sorted(entry)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        TreeSet<String> keys = new TreeSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        keys.forEach(key -> mapping.set(key, sorted(node.get(key))));
        return mapping;
    }
}
