package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import org.onestop.adjudication.Parameter;
import org.onestop.journal.Digest;

/**
 * One dated value of a parameter.
 *
 * @param to         last day; null where no end is known
 * @param value      canonical JSON
 * @param source     legal source
 * @param confidence how sure the number is; null for a value that is only tried out
 * @param digest     of id, from, value and source
 */
record PolicyValue(
        String id, LocalDate from, LocalDate to, String value, String source, Confidence confidence, String digest) {

    static PolicyValue of(
            String id, LocalDate from, LocalDate to, JsonNode value, String source, Confidence confidence) {
        String text = CanonicalJson.text(value);
        return new PolicyValue(
                id, from, to, text, source, confidence, Digest.text(CanonicalJson.digest(id, from, text, source)));
    }

    boolean inForce(LocalDate on) {
        return !on.isBefore(from) && (to == null || !on.isAfter(to));
    }

    PolicyValue until(LocalDate last) {
        return new PolicyValue(id, from, last, value, source, confidence, digest);
    }

    PolicyReference reference() {
        return new PolicyReference(id, from, digest);
    }

    /** As the engine takes it. */
    <T> Parameter<T> parameter(ParameterType<T> type) {
        return new Parameter<>(id, from, source, type.kind().read(Element.root(CanonicalJson.parse(value))));
    }
}
