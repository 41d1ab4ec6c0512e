package org.onestop.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The shape of every parameter's value as a JSON Schema (draft 2020-12), for those who write policy files or trials.
 * The loader is stricter: that bands join and that tables have no hole can't be said in a schema.
 */
final class PolicySchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KINDS = "/policy-schemas/parameters.json";

    private PolicySchema() {}

    /** An object with one member for each parameter, as {@code values} and {@code draft} of a trial are. */
    static ObjectNode ofAll() {
        ObjectNode schema = kinds();
        ObjectNode properties = schema.putObject("properties");
        for (Map.Entry<String, ParameterType<?>> type : SchemeParameters.catalogue().entrySet()) {
            properties.putObject(type.getKey()).put("$ref", "#/$defs/" + type.getValue().kind().schema());
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode kinds() {
        try (InputStream file = PolicySchema.class.getResourceAsStream(KINDS)) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(KINDS + " can't be read", e);
        }
    }
}
