package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.onestop.journal.Digest;
import org.onestop.journal.Records;

/**
 * Appends the fund's documents to the journal. The digest is SHA-256 over lines of {@code name=value} in the order given,
 * after a line {@code record=KIND.1}, each ended by a line feed, UTF-8; amounts in fen, a value that is not there is empty.
 */
@ApplicationScoped
class FundJournal {

    private final Records records;

    FundJournal(Records records) {
        this.records = records;
    }

    /**
     * Appends a document inside the transaction that makes it.
     *
     * @param kind in capitals, such as {@code CONTRIBUTION}
     */
    void append(String kind, UUID id, String clientId, Line... lines) {
        StringBuilder text = new StringBuilder("record=" + kind + ".1\nid=" + id + "\n");
        for (Line line : lines) {
            text.append(line.name()).append('=').append(line.value() == null ? "" : line.value()).append('\n');
        }
        records.append(kind, id, Digest.sha256(text.toString().getBytes(StandardCharsets.UTF_8)), clientId);
    }

    /**
     * One line of what is digested.
     *
     * @param value null where there is none
     */
    record Line(String name, Object value) {}
}
