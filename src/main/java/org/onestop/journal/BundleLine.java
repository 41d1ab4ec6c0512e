package org.onestop.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * One line of an exported bundle (src/docs/tamper-evidence.md): exactly one of the four is there.
 *
 * @param bundle the first line
 * @param seal   a block's seal; its records follow
 * @param leaf   a record
 * @param end    the last line
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BundleLine(Head bundle, SealPart seal, LeafPart leaf, End end) {

    static final String FORM = "onestop-seals.1";

    private static final String DIGEST = "sha256:";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What the file is, and the keys as the service knew them. */
    record Head(String form, String exportedAt, List<Proofs.KeyView> keys) {}

    /** A header's fields, its digest as it is kept, and the signature. */
    record SealPart(
            long height,
            String previous,
            long first,
            int records,
            String root,
            String log,
            String sealedAt,
            String completeTo,
            String keyId,
            String digest,
            String signature) {

        static SealPart of(Seal seal) {
            SealHeader header = seal.header();
            return new SealPart(
                    header.height(),
                    text(header.previous()),
                    header.first(),
                    header.records(),
                    text(header.root()),
                    text(header.log()),
                    text(header.sealedAt()),
                    text(header.completeTo()),
                    header.keyId(),
                    text(seal.digest()),
                    Base64.getEncoder().encodeToString(seal.signature()));
        }

        /** @throws IllegalArgumentException where it can't be read */
        Seal seal() {
            SealHeader header = new SealHeader(
                    height,
                    bytes(previous),
                    first,
                    records,
                    bytes(root),
                    bytes(log),
                    moment(sealedAt),
                    moment(completeTo),
                    keyId);
            return new Seal(header, bytes(digest), Base64.getDecoder().decode(signature));
        }
    }

    /**
     * A leaf with its record.
     *
     * @param hash   as it is kept
     * @param digest null where the record is gone, as are the others behind it
     */
    record LeafPart(
            long position,
            String hash,
            String source,
            long id,
            String kind,
            UUID subjectId,
            String digest,
            String recordedAt,
            String clientId,
            Long tx) {

        static LeafPart of(Seals.Kept kept, Leaf record) {
            return record == null
                    ? new LeafPart(
                            kept.position(), text(kept.hash()), kept.source(), kept.record(), kept.kind(), kept.subject(),
                            null, null, null, null)
                    : new LeafPart(
                            kept.position(), text(kept.hash()), record.source(), record.id(), record.kind(),
                            record.subject(), text(record.digest()), text(record.recordedAt()), record.clientId(),
                            record.tx());
        }

        /** @return null where the record is gone */
        Leaf record() {
            return digest == null
                    ? null
                    : new Leaf(source, id, kind, subjectId, bytes(digest), moment(recordedAt), clientId, tx);
        }
    }

    /** How much there was, and the digest of everything above. */
    record End(long seals, long records, String digest) {}

    static BundleLine of(Head head) {
        return new BundleLine(head, null, null, null);
    }

    static BundleLine of(SealPart seal) {
        return new BundleLine(null, seal, null, null);
    }

    static BundleLine of(LeafPart leaf) {
        return new BundleLine(null, null, leaf, null);
    }

    static BundleLine of(End end) {
        return new BundleLine(null, null, null, end);
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line could not be written", e);
        }
    }

    /** @throws IllegalArgumentException where it is no such line */
    static BundleLine read(String line) {
        try {
            return JSON.readValue(line, BundleLine.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no line of a bundle", e);
        }
    }

    /** @throws IllegalArgumentException where it is none */
    static byte[] bytes(String digest) {
        if (digest == null) {
            return null;
        }
        if (!digest.startsWith(DIGEST)) {
            throw new IllegalArgumentException("no digest");
        }
        return HexFormat.of().parseHex(digest.substring(DIGEST.length()));
    }

    private static String text(byte[] digest) {
        return digest == null ? null : Digest.text(digest);
    }

    private static String text(OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant().toString();
    }

    private static OffsetDateTime moment(String text) {
        return text == null ? null : OffsetDateTime.parse(text);
    }
}
