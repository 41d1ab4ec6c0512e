package org.onestop.ledger;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;

/**
 * A place in the books: entries stand by day, then by number. As a cursor it is an opaque text.
 *
 * @param number of the entry that stood last
 */
record Position(LocalDate day, long number) {

    static Position of(Entry entry) {
        return new Position(entry.postingDate(), entry.number());
    }

    String cursor() {
        String plain = day + "," + number;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a cursor; null where there is none. */
    static Position read(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String[] part = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(",", 2);
            return new Position(LocalDate.parse(part[0]), Long.parseLong(part[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Queries.refused("cursor", FieldFault.Code.INVALID_TEXT);
        }
    }
}
