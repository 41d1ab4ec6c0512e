package org.onestop.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.onestop.refusal.FieldFault;

/** Where a page of a list ended, as an opaque text that the caller sends back for the next one. */
public final class Cursor {

    private static final String SEPARATOR = "\n";

    private Cursor() {}

    /** The cursor of what the last entry is sorted by. */
    public static String of(String... parts) {
        byte[] plain = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /**
     * Reads the query parameter {@code cursor}.
     *
     * @param parts how many it was made of
     * @throws org.onestop.refusal.RefusedException invalid-request where it is none
     */
    public static List<String> read(String cursor, int parts) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] found = plain.split(SEPARATOR, -1);
            if (found.length == parts && plain.chars().noneMatch(c -> c == 0)) {
                return List.of(found);
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    /** The refusal of a cursor that is none. */
    public static RuntimeException refused() {
        return Queries.refused("cursor", FieldFault.Code.INVALID_TEXT);
    }
}
