package org.onestop.settlement;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;
import org.onestop.time.BusinessClock;

/** Where a page of settlements ended, as an opaque text. */
final class SettlementCursor {

    private SettlementCursor() {}

    static String write(StoredSettlement last) {
        String plain = last.settledAt() + "," + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    static SettlementReader.Position read(String cursor) {
        try {
            String[] part = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(",", 2);
            return new SettlementReader.Position(BusinessClock.at(Instant.parse(part[0])), UUID.fromString(part[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Queries.refused("cursor", FieldFault.Code.INVALID_TEXT);
        }
    }
}
