package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;

/**
 * A parameter as callers see it.
 *
 * @param id          its file's path with dots
 * @param name        in Chinese
 * @param nameEn      in English
 * @param description what it decides
 * @param values      in the order of time
 */
public record ParameterView(String id, String name, String nameEn, String description, List<ValueView> values) {

    /**
     * One dated value.
     *
     * @param to         last day; null where no end is known
     * @param value      in canonical form, every number a text
     * @param source     legal source
     * @param confidence such as {@code medium-high}
     * @param digest     {@code sha256:} and 64 hexadecimal digits
     */
    public record ValueView(
            LocalDate from, LocalDate to, JsonNode value, String source, String confidence, String digest) {

        static ValueView of(PolicyValue value) {
            return new ValueView(
                    value.from(),
                    value.to(),
                    CanonicalJson.parse(value.value()),
                    value.source(),
                    value.confidence().word(),
                    value.digest());
        }
    }

    static ParameterView of(ParameterFile file, List<PolicyValue> values) {
        return new ParameterView(
                file.id(),
                file.name(),
                file.nameEn(),
                file.description(),
                values.stream().map(ValueView::of).toList());
    }
}
