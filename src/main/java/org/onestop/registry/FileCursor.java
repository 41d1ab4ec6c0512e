package org.onestop.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;

/** Where a page of the register ended, as an opaque text. */
final class FileCursor {

    private static final String SEPARATOR = ",";

    private FileCursor() {}

    static String write(Object... parts) {
        StringBuilder plain = new StringBuilder();
        for (Object part : parts) {
            plain.append(plain.length() == 0 ? "" : SEPARATOR).append(part);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The parts of a cursor.
     *
     * @param count how many it must have
     * @throws org.onestop.refusal.RefusedException invalid-request where it is none of ours
     */
    static String[] read(String cursor, int count) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            String[] parts = plain.split(SEPARATOR, -1);
            if (parts.length == count && plain.chars().noneMatch(Character::isISOControl)) {
                return parts;
            }
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    static RuntimeException unreadable() {
        return Queries.refused("cursor", FieldFault.Code.INVALID_TEXT);
    }
}
