package org.onestop.http;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.regex.Pattern;

/**
 * Names of members and parameters that the caller chose. They go back into the answer and into the record of what was
 * refused, so only what looks like a name is repeated: neither a citizen's number or name, nor anything that a text
 * column or a page can't hold.
 */
public final class CallerNames {

    /** In place of a name that is not repeated. */
    private static final String HIDDEN = "?";

    /** Eight digits in a row may be a date of birth; no name of this service has so many, nor has a list's index. */
    private static final Pattern REPEATED = Pattern.compile("(?!.*[0-9]{8})[A-Za-z0-9_.-]{1,64}");

    private CallerNames() {}

    /** The name, or a question mark. */
    static String shown(String name) {
        return REPEATED.matcher(name).matches() ? name : HIDDEN;
    }

    /** A pointer of which every part is either repeated or a question mark. */
    public static String shown(JsonPointer pointer) {
        StringBuilder text = new StringBuilder();
        for (JsonPointer part = pointer; part != null && !part.matches(); part = part.tail()) {
            text.append('/').append(shown(part.getMatchingProperty()));
        }
        return text.toString();
    }
}
