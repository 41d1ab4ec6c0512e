package org.onestop.journal;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

/**
 * The canonical form that a digest is over: lines of {@code name=value} in a fixed order, each ended by a line feed, UTF-8.
 * A value that is not there is empty, a moment is in UTC, bytes stand as {@code sha256:} and 64 hexadecimal digits.
 */
public final class RecordText {

    private final StringBuilder text = new StringBuilder();

    /**
     * Begins with what it is of.
     *
     * @param name such as {@code record}
     * @param form such as {@code SETTLEMENT.1}
     */
    public RecordText(String name, String form) {
        line(name, form);
    }

    /** Adds a line. */
    public RecordText line(String name, Object value) {
        text.append(name).append('=').append(shown(value)).append('\n');
        return this;
    }

    /** Adds a line for a text that may hold anything, or should not be shown to whoever proves the record: its digest. */
    public RecordText hidden(String name, String value) {
        return line(name, value == null ? null : Digest.sha256(value.getBytes(StandardCharsets.UTF_8)));
    }

    private static Object shown(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof byte[] digest) {
            return Digest.text(digest);
        }
        return value instanceof OffsetDateTime moment ? moment.toInstant() : value;
    }

    /** The digest of it. */
    public byte[] digest() {
        return Digest.sha256(bytes());
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
