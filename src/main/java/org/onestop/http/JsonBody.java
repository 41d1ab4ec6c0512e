package org.onestop.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * The body of a request, read strictly (RFC 8259): UTF-8, one value, no member twice, nothing after it. Numbers keep
 * their digits: {@code 1.00} stays {@code 1.00} and never passes through binary floating point.
 */
public final class JsonBody {

    /** The largest body that is read: 4 MiB. */
    public static final int LARGEST = 4 * 1024 * 1024;

    private static final int DEEPEST = 32;
    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(64)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(com.fasterxml.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonNode root;
    private final int size;

    private JsonBody(JsonNode root, int size) {
        this.root = root;
        this.size = size;
    }

    /**
     * Reads a request's body.
     *
     * @throws org.onestop.refusal.RefusedException body-too-large, malformed-json, or invalid-request for a member
     *     given twice
     */
    public static JsonBody read(InputStream body) {
        byte[] bytes;
        try {
            // What is in memory already is small, and read at once.
            bytes = body instanceof ByteArrayInputStream ? body.readAllBytes() : body.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            // Whoever sends it has hung up or stopped: no fault of ours.
            throw malformed("incomplete", Map.of());
        }
        if (bytes.length > LARGEST) {
            throw Refusal.of(RefusalCode.BODY_TOO_LARGE, Map.of("limit", Integer.toString(LARGEST))).asException();
        }
        return parse(bytes);
    }

    static JsonBody parse(byte[] bytes) {
        if (!Utf8.isWellFormed(bytes)) {
            throw malformed("not UTF-8", Map.of());
        }
        try {
            JsonNode root = STRICT.readTree(bytes);
            if (root == null || root.isMissingNode()) {
                throw malformed("empty", Map.of());
            }
            return new JsonBody(root, bytes.length);
        } catch (JsonProcessingException e) {
            throw unreadable(bytes, e);
        } catch (NumberFormatException e) {
            throw malformed("a number too large to be read", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static RuntimeException unreadable(byte[] bytes, JsonProcessingException e) {
        if (e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate field")) {
            String pointer = e.getProcessor() instanceof JsonParser parser
                    ? CallerNames.shown(parser.getParsingContext().pathAsPointer())
                    : "";
            return Refusal.of(
                            RefusalCode.INVALID_REQUEST, FieldFault.of(pointer, FieldFault.Code.DUPLICATE_FIELD))
                    .asException();
        }
        return malformed("not JSON", place(bytes, e.getLocation()));
    }

    /** Line and column, in characters; empty where the reader doesn't know. */
    private static Map<String, String> place(byte[] bytes, JsonLocation at) {
        if (at == null || at.getByteOffset() < 0) {
            return Map.of();
        }
        int before = at.getColumnNr() - 1;
        String lineBefore = new String(bytes, (int) at.getByteOffset() - before, before, StandardCharsets.UTF_8);
        return Map.of(
                "line", Integer.toString(at.getLineNr()),
                "column", Integer.toString(lineBefore.length() + 1));
    }

    private static RuntimeException malformed(String reason, Map<String, String> place) {
        Map<String, String> facts = new HashMap<>(place);
        facts.put("reason", reason);
        return Refusal.of(RefusalCode.MALFORMED_JSON, facts).asException();
    }

    /** The value read. */
    public JsonNode root() {
        return root;
    }

    /**
     * The value in canonical form: members sorted by name, no white space; strings and numbers as they were
     * written.
     */
    public byte[] canonical() {
        JsonBytes json = new JsonBytes(size + 1);
        new CanonicalForm(json).add(root);
        return json.toArray();
    }
}
