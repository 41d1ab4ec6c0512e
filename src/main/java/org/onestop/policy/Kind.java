package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * What kind of value a parameter has.
 *
 * @param schema the kind's name among the definitions of policy-schemas/parameters.json
 * @param reads  from a document; throws {@link FlawedException}
 * @param writes in canonical form: reading that gives an equal value, and values that mean the same are written the
 *     same
 */
record Kind<T>(String schema, Function<Element, T> reads, Function<T, JsonNode> writes) {

    T read(Element element) {
        return reads.apply(element);
    }

    /** The canonical form of what a document says. */
    JsonNode canonical(Element element) {
        return writes.apply(reads.apply(element));
    }
}
