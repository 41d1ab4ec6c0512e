package org.onestop.ledger;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.onestop.money.Money;

/**
 * A journal entry as posted (记账凭证).
 *
 * @param number      counts entries; numbers are not without gaps
 * @param eventDate   when it happened
 * @param postingDate the day of the books that bears it: later than the event only where that day's period was closed
 * @param reverses    the entry that it undoes; null for an original
 * @param reversedBy  the entry that undoes it; null while it stands
 */
public record Entry(
        UUID id,
        long number,
        String reason,
        JournalDraft.Source source,
        LocalDate eventDate,
        LocalDate postingDate,
        Money total,
        List<JournalDraft.Line> lines,
        UUID reverses,
        UUID reversedBy,
        OffsetDateTime recordedAt) {}
