package org.onestop.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.RefusalAudit;
import org.onestop.access.Role;
import org.onestop.http.IdempotencyKey;
import org.onestop.http.Language;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.journal.RecordIds;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Takes files in as jobs, and lets those see and stop a job who may. */
@ApplicationScoped
class ImportService {

    /** Where jobs are read. */
    static final String PATH = "/api/v1/imports";

    private static final Commands.Kind START = new Commands.Kind("START_IMPORT", Map.of());
    private static final Commands.Kind CANCEL = new Commands.Kind("CANCEL_IMPORT", Map.of());

    /** A client that has so many files waiting waits itself. */
    private static final int MOST_OPEN = 20;

    private final Commands commands;
    private final RefusalAudit audit;
    private final Callers callers;
    private final ImportKinds kinds;
    private final Intake intake;
    private final Chunks chunks;
    private final Jobs jobs;
    private final ImportWorker worker;
    private final BusinessClock clock;

    ImportService(
            Commands commands,
            RefusalAudit audit,
            Callers callers,
            ImportKinds kinds,
            Intake intake,
            Chunks chunks,
            Jobs jobs,
            ImportWorker worker,
            BusinessClock clock) {
        this.commands = commands;
        this.audit = audit;
        this.callers = callers;
        this.kinds = kinds;
        this.intake = intake;
        this.chunks = chunks;
        this.jobs = jobs;
        this.worker = worker;
        this.clock = clock;
    }

    /** Takes a file in. Everything that can be said without it is said before it is read. */
    Response start(String kind, Commands.Envelope envelope) {
        return audit.run(START.operation(), envelope.headers(), () -> {
            intake.requireFitting(envelope.headers().getLength());
            boolean atomic = atomic(envelope);
            String key = IdempotencyKey.required(envelope.headers());
            Caller caller = callers.current();
            caller.require(Role.REGISTRAR, Role.UNION_ADMIN, Role.POLICY_ADMIN, Role.SYSTEM_ADMIN);
            ImportKind wanted = kind(kind);
            wanted.requireAllowed(caller);
            UUID id = RecordIds.next(clock.now().toInstant().toEpochMilli());
            try {
                return queued(wanted, envelope, key, atomic, id);
            } finally {
                // Refused, or an answer given again: then the file is not a job's.
                if (jobs.find(id).isEmpty()) {
                    chunks.delete(id);
                }
                worker.nudge();
            }
        });
    }

    private Response queued(ImportKind kind, Commands.Envelope envelope, String key, boolean atomic, UUID id) {
        Intake.Received file = intake.receive(id, envelope.body());
        byte[] content = ByteBuffer.allocate(file.digest().length + 1)
                .put(file.digest())
                .put((byte) (atomic ? 1 : 0))
                .array();
        return commands.once(START, envelope, kind::requireAllowed, key, content, caller -> {
            if (jobs.open(caller.clientId()) >= MOST_OPEN) {
                throw Refusal.of(RefusalCode.OVERLOADED).asException();
            }
            jobs.add(new ImportJob(
                    id, kind.name(), atomic, file.format(), file.charset(), file.bytes(), caller, clock.now()));
            return new Commands.Made(Response.Status.ACCEPTED, PATH + "/" + id, view(id, Language.ZH));
        });
    }

    private static boolean atomic(Commands.Envelope envelope) {
        Map<String, List<String>> sent = envelope.uri().getQueryParameters();
        Queries.onlyKnown(sent, "atomic");
        if (!sent.containsKey("atomic")) {
            return false;
        }
        String value = sent.get("atomic").get(0);
        if (!value.equals("true") && !value.equals("false")) {
            throw Queries.refused("atomic", FieldFault.Code.UNKNOWN_VALUE);
        }
        return value.equals("true");
    }

    ImportKind kind(String name) {
        return kinds.find(name)
                .orElseThrow(() -> Refusal.of(RefusalCode.IMPORT_KIND_NOT_FOUND).asException());
    }

    /** Asks a job to stop. */
    Response cancel(String id, Commands.Envelope envelope) {
        return commands.run(CANCEL, envelope, ImportService::requireReader, fields -> id, (caller, wanted) -> {
            JobState job = visible(caller, wanted);
            if (!jobs.cancel(job.job().id())) {
                throw Refusal.of(RefusalCode.IMPORT_FINISHED).asException();
            }
            JobState now = jobs.find(job.job().id()).orElseThrow();
            if (now.progress().state().isEnd()) {
                chunks.delete(job.job().id());
            }
            return Commands.Made.ok(JobView.of(now, Language.ZH));
        });
    }

    /**
     * A job that the present caller may see; another's is not there, except for who administers jobs.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, or import-not-found
     */
    JobState visible(String id) {
        Caller caller = callers.current();
        requireReader(caller);
        return visible(caller, id);
    }

    private JobState visible(Caller caller, String id) {
        return uuid(id)
                .flatMap(jobs::find)
                .filter(found -> caller.is(Role.SYSTEM_ADMIN)
                        || found.job().caller().clientId().equals(caller.clientId()))
                .orElseThrow(() -> Refusal.of(RefusalCode.IMPORT_NOT_FOUND).asException());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The present caller's jobs, the newest first; everybody's for who administers jobs. */
    List<JobState> list(JobCursor before, int limit) {
        Caller caller = callers.current();
        requireReader(caller);
        return jobs.list(caller.is(Role.SYSTEM_ADMIN) ? null : caller.clientId(), before, limit);
    }

    static void requireReader(Caller caller) {
        caller.require(Role.REGISTRAR, Role.UNION_ADMIN, Role.POLICY_ADMIN, Role.SYSTEM_ADMIN);
    }

    private JobView view(UUID id, Language language) {
        return JobView.of(jobs.find(id).orElseThrow(), language);
    }
}
