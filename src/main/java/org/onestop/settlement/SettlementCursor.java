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

    /** Nothing is settled later, and the database could not tell much later moments. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private SettlementCursor() {}

    static String write(StoredSettlement last) {
        String plain = last.settledAt() + "," + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    static SettlementReader.Position read(String cursor) {
        try {
            String[] part = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(",", 2);
            Instant settledAt = Instant.parse(part[0]);
            if (settledAt.isBefore(Instant.EPOCH) || settledAt.isAfter(LATEST)) {
                throw refused();
            }
            return new SettlementReader.Position(BusinessClock.at(settledAt), UUID.fromString(part[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw refused();
        }
    }

    private static RuntimeException refused() {
        return Queries.refused("cursor", FieldFault.Code.INVALID_TEXT);
    }
}
