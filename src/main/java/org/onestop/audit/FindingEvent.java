package org.onestop.audit;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.journal.Digest;

/**
 * Something that was done about a finding, as it is written.
 *
 * @param sequence within the finding, from 1
 * @param state    where the finding stands since
 * @param assignee who sees to it since, as the issuer of tokens names people; null where nobody does
 * @param note     what was written, sealed; null where nothing was
 * @param entry    what was done
 */
record FindingEvent(
        UUID id,
        UUID finding,
        int sequence,
        FindingState state,
        String assignee,
        byte[] note,
        Entry entry,
        Changes.Author author,
        OffsetDateTime recordedAt) {

    /** What can be done. */
    enum Kind {
        OPENED,
        /** The auditors' own note. */
        NOTED,
        ASSIGNED,
        /** The hospital answered; whether that explains it, the auditor says. */
        ANSWERED,
        EXPLAINED,
        CLOSED,
        REOPENED
    }

    /**
     * What is done.
     *
     * @param text     null where nothing is written
     * @param assignee of an assignment, or an opening; else null
     * @param answer   number of the hospital's answer that an explanation accepts; null where it accepts none
     * @param outcome  of a closing alone; else null
     * @param hospital that answers; else null
     */
    record Entry(Kind kind, String text, String assignee, Integer answer, FindingOutcome outcome, String hospital) {

        static Entry of(Kind kind, String text) {
            return new Entry(kind, text, null, null, null, null);
        }

        static Entry opened(String text, String assignee) {
            return new Entry(Kind.OPENED, text, assignee, null, null, null);
        }

        /** Where the finding stands after it. */
        FindingState after(FindingState before) {
            return switch (kind) {
                case OPENED, REOPENED -> FindingState.OPEN;
                case EXPLAINED -> FindingState.EXPLAINED;
                case CLOSED -> FindingState.CLOSED;
                case NOTED, ASSIGNED, ANSWERED -> before;
            };
        }
    }

    /**
     * The digest in the journal: SHA-256 over lines of {@code name=value}, in this order, each ended by a line feed, UTF-8;
     * a value that is not there is empty. The note enters as a digest of its sealed form, so that whoever verifies it needs
     * no key.
     */
    byte[] recordDigest() {
        return Digest.sha256(("record=FINDING_EVENT.1"
                        + "\nid=" + id
                        + "\nfindingId=" + finding
                        + "\nsequence=" + sequence
                        + "\nkind=" + entry.kind()
                        + "\nstate=" + state
                        + "\nassignee=" + text(assignee)
                        + "\nnote=" + (note == null ? "" : Digest.text(Digest.sha256(note)))
                        + "\nanswer=" + text(entry.answer())
                        + "\noutcome=" + text(entry.outcome())
                        + "\nhospitalCode=" + text(entry.hospital())
                        + "\nclientId=" + author.clientId()
                        + "\nsubject=" + author.subject()
                        + "\nrecordedAt=" + recordedAt.toInstant()
                        + "\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
