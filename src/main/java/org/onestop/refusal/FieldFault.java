package org.onestop.refusal;

import java.util.Locale;
import java.util.Map;

/**
 * One fault of one field of a request.
 *
 * @param field JSON pointer (RFC 6901) of the field, a header's name, or a query parameter's name; not null
 * @param code  what is wrong with it; not null
 * @param facts named values for the text; never a citizen's name or number; not null, may be empty
 */
public record FieldFault(String field, Code code, Map<String, String> facts) {

    public FieldFault {
        facts = Map.copyOf(facts);
    }

    public static FieldFault of(String field, Code code) {
        return new FieldFault(field, code, Map.of());
    }

    /** The closed list of field faults; texts in the same files as the refusals', keyed {@code field.<code>}. */
    public enum Code {
        UNKNOWN_FIELD,
        DUPLICATE_FIELD,
        MISSING_FIELD,
        WRONG_TYPE,
        UNKNOWN_VALUE,
        INVALID_DATE,
        INVALID_NUMBER,
        TOO_MANY_DECIMALS,
        TOO_LONG,
        TOO_SHORT,
        EMPTY,
        INVALID_TEXT,
        OUT_OF_RANGE,
        MISMATCH,
        DUPLICATE,
        IN_FUTURE,
        OUT_OF_ORDER,
        CHECK_DIGIT,
        DIGITS_LOST;

        /** The code as callers see it, such as {@code too-many-decimals}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
