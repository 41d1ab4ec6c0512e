package org.onestop.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.onestop.http.JsonBytes;
import org.onestop.journal.Digest;
import org.onestop.registry.IdNumber;
import org.onestop.registry.PersonName;

/**
 * Stored answers and what is added to them at the moment of answering: the patient, who must not stand in an
 * append-only row, and the digest, which covers what is stored. The bytes around them never change, so an answer
 * comes again as it came first.
 */
@ApplicationScoped
class Documents {

    /** Where the patient belongs: before the scheme, whose member is the first of that name in the document. */
    private static final byte[] AFTER_PATIENT = bytes(",\"scheme\":");

    private static final byte[] BEFORE_PATIENT = bytes(",\"patient\":{\"idNumber\":");
    private static final byte[] PATIENT_NAME = bytes(",\"name\":");
    private static final int PATIENT_SIZE = 96;

    private final ObjectMapper json;

    Documents(ObjectMapper json) {
        this.json = json;
    }

    byte[] write(Object answer) {
        try {
            return json.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer could not be written", e);
        }
    }

    /** A value as JSON. */
    String text(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /** A settlement's first answer. */
    byte[] settlement(byte[] stored, IdNumber idNumber, PersonName name, byte[] digest) {
        return settlement(stored, idNumber, name, digest, null);
    }

    /**
     * A settlement's answer as read later.
     *
     * @param state how it stands today; null leaves it out
     */
    byte[] settlement(byte[] stored, IdNumber idNumber, PersonName name, byte[] digest, String state) {
        byte[] patient = new JsonBytes(PATIENT_SIZE)
                .add(BEFORE_PATIENT)
                .text(idNumber.masked())
                .add(PATIENT_NAME)
                .text(name.masked())
                .add('}')
                .toArray();
        int at = indexOf(stored, AFTER_PATIENT);
        return joined(
                part(stored, 0, at),
                ByteBuffer.wrap(patient),
                part(stored, at, stored.length - 1),
                ByteBuffer.wrap(end(digest, state)));
    }

    /** A reversal's answer. */
    byte[] reversal(byte[] stored, byte[] digest) {
        return joined(part(stored, 0, stored.length - 1), ByteBuffer.wrap(end(digest, null)));
    }

    private static byte[] end(byte[] digest, String state) {
        String shown = state == null ? "" : ",\"state\":\"" + state + "\"";
        return bytes(",\"recordDigest\":\"" + Digest.text(digest) + "\"" + shown + "}");
    }

    private static ByteBuffer part(byte[] text, int from, int to) {
        return ByteBuffer.wrap(text, from, to - from);
    }

    private static byte[] joined(ByteBuffer... parts) {
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (ByteBuffer part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static int indexOf(byte[] text, byte[] part) {
        for (int i = 0; i <= text.length - part.length; i++) {
            if (java.util.Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalStateException("a stored answer has no scheme");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
