package org.onestop.journal;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A record as it is sealed.
 *
 * @param source     which table it is of: JOURNAL, ACCESS or REFUSAL
 * @param id         of its row there
 * @param subject    what a journal record is of; null for the others
 * @param digest     over what it records, 32 bytes
 * @param recordedAt not null
 * @param tx         the transaction that wrote it; null where its table doesn't say
 */
public record Leaf(
        String source,
        long id,
        String kind,
        UUID subject,
        byte[] digest,
        OffsetDateTime recordedAt,
        String clientId,
        Long tx) {

    private static final String FORM = "1";

    /** The canonical form, by which a record is bound to its position. */
    String text(long position) {
        return lines(position).toString();
    }

    /** The leaf's hash at a position. */
    byte[] hash(long position) {
        return Merkle.leaf(lines(position).bytes());
    }

    private RecordText lines(long position) {
        return new RecordText("leaf", FORM)
                .line("position", position)
                .line("source", source)
                .line("id", id)
                .line("kind", kind)
                .line("subjectId", subject)
                .line("digest", digest)
                .line("recordedAt", recordedAt)
                .line("clientId", clientId)
                .line("tx", tx);
    }
}
