package org.onestop.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.onestop.http.Language;
import org.onestop.http.Texts;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * A job as callers see it; nothing of a citizen in it.
 *
 * @param charset              of a text file
 * @param bytesRead            of {@code bytes}; an estimate for a spreadsheet
 * @param cancelling           whether somebody wants it to stop
 * @param rowsPerSecond        over all that it was worked on; null before it was
 * @param estimatedSecondsLeft by the bytes still to read; null unless it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobView(
        UUID id,
        String kind,
        boolean atomic,
        Progress.State state,
        FileFormat format,
        String charset,
        long bytes,
        long bytesRead,
        long rowsRead,
        long rowsAdded,
        long rowsChanged,
        long rowsUnchanged,
        long rowsRejected,
        boolean cancelling,
        Long rowsPerSecond,
        Long estimatedSecondsLeft,
        OffsetDateTime queuedAt,
        OffsetDateTime startedAt,
        OffsetDateTime endedAt,
        Failure failure) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECOND = TimeUnit.SECONDS.toMillis(1);

    /**
     * Why a job failed.
     *
     * @param code   a refusal's
     * @param facts  named values for programs
     * @param detail in the caller's language
     */
    record Failure(String code, Map<String, String> facts, String detail) {}

    static JobView of(JobState state, Language language) {
        ImportJob job = state.job();
        Progress progress = state.progress();
        Counts counts = progress.counts();
        boolean runs = progress.state() == Progress.State.RUNNING;
        return new JobView(
                job.id(),
                job.kind(),
                job.atomic(),
                progress.state(),
                job.format(),
                job.charset() == null ? null : job.charset().name(),
                job.bytes(),
                progress.bytesRead(),
                counts.read(),
                counts.added(),
                counts.changed(),
                counts.unchanged(),
                counts.rejected(),
                progress.cancelling(),
                progress.busyMillis() == 0 ? null : counts.read() * SECOND / progress.busyMillis(),
                runs && progress.bytesRead() > 0 ? secondsLeft(job, progress) : null,
                job.queuedAt(),
                progress.startedAt(),
                progress.endedAt(),
                progress.failure() == null ? null : failure(progress, language));
    }

    private static long secondsLeft(ImportJob job, Progress progress) {
        long left = job.bytes() - progress.bytesRead();
        return left * progress.busyMillis() / progress.bytesRead() / SECOND;
    }

    private static Failure failure(Progress progress, Language language) {
        RefusalCode code = RefusalCode.valueOf(progress.failure().toUpperCase(Locale.ROOT).replace('-', '_'));
        try {
            Map<String, String> facts = JSON.readValue(progress.facts(), new TypeReference<>() {});
            return new Failure(code.code(), facts, Texts.of(Refusal.of(code, facts), language));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a failure's facts could not be read", e);
        }
    }
}
