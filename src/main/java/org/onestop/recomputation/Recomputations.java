package org.onestop.recomputation;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.http.Cursor;
import org.onestop.idempotency.Commands;
import org.onestop.journal.RecordIds;
import org.onestop.policy.PolicyStore;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.settlement.SettlementRecomputation;
import org.onestop.settlement.StoredSelection;
import org.onestop.time.BusinessClock;

/** Takes jobs in, and lets those see and stop one who may: auditors every one, policy administrators their own drafts. */
@ApplicationScoped
class Recomputations {

    /** Where jobs are read. */
    static final String PATH = "/api/v1/audit/recomputations";

    private static final Commands.Kind START = new Commands.Kind("RECOMPUTE", Map.of());
    private static final Commands.Kind CANCEL = new Commands.Kind("CANCEL_RECOMPUTATION", Map.of());

    /** Who has so many jobs waiting waits. */
    private static final int MOST_OPEN = 20;

    private final Commands commands;
    private final Callers callers;
    private final AccessLog log;
    private final RecomputationJobs jobs;
    private final DifferenceRows differences;
    private final EffectRows effects;
    private final SettlementRecomputation settlements;
    private final PolicyStore policies;
    private final RecomputationWorker worker;
    private final BusinessClock clock;

    Recomputations(
            Commands commands,
            Callers callers,
            AccessLog log,
            RecomputationJobs jobs,
            DifferenceRows differences,
            EffectRows effects,
            SettlementRecomputation settlements,
            PolicyStore policies,
            RecomputationWorker worker,
            BusinessClock clock) {
        this.commands = commands;
        this.callers = callers;
        this.log = log;
        this.jobs = jobs;
        this.differences = differences;
        this.effects = effects;
        this.settlements = settlements;
        this.policies = policies;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * A page of differences.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(List<DifferenceView> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /**
     * A page of jobs.
     *
     * @param next cursor of the next page; null on the last
     */
    record JobPage(List<RecomputationView> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /** Queues a job. */
    Response start(Commands.Envelope envelope) {
        try {
            return commands.run(
                    START, envelope, Recomputations::requireReader, RecomputationRequest::read, this::queued);
        } finally {
            worker.nudge();
        }
    }

    private Commands.Made queued(Caller caller, RecomputationRequest request) {
        requireAllowed(caller, request);
        refuseIfUnsound(request);
        if (jobs.open(caller.clientId()) >= MOST_OPEN) {
            throw Refusal.of(RefusalCode.OVERLOADED).asException();
        }
        UUID id = RecordIds.next(clock.now().toInstant().toEpochMilli());
        jobs.add(id, request, caller);
        log.append(caller, new AccessLog.Look("RECOMPUTE", null, null, id.toString()));
        return new Commands.Made(
                Response.Status.ACCEPTED,
                PATH + "/" + id,
                RecomputationView.of(jobs.find(id).orElseThrow()));
    }

    /** Single settlements are the auditor's to name: a draft on one of them would show what was settled. */
    private static void requireAllowed(Caller caller, RecomputationRequest request) {
        if (request.mode() == Mode.STORED || !request.ids().isEmpty()) {
            caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        }
    }

    private void refuseIfUnsound(RecomputationRequest request) {
        StoredSelection selection = request.selection();
        List<FieldFault> faults = new ArrayList<>();
        order(faults, "/settledTo", selection.settledFrom(), selection.settledTo());
        order(faults, "/benefitTo", selection.benefitFrom(), selection.benefitTo());
        if (!faults.isEmpty()) {
            throw Refusal.of(RefusalCode.DATES_OUT_OF_ORDER, faults).asException();
        }
        if (request.mode() == Mode.DRAFT) {
            policies.refusal(request.draft(clock.today()), clock.today()).ifPresent(refusal -> {
                throw refusal.asException();
            });
        }
        Set<UUID> unknown = request.ids().isEmpty() ? Set.of() : settlements.unknown(selection);
        for (int i = 0; i < request.ids().size(); i++) {
            if (unknown.contains(request.ids().get(i))) {
                faults.add(FieldFault.of("/ids/" + i, FieldFault.Code.UNKNOWN_VALUE));
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.of(RefusalCode.SETTLEMENT_UNKNOWN, faults).asException();
        }
    }

    private static void order(List<FieldFault> faults, String field, LocalDate from, LocalDate to) {
        if (from != null && to.isBefore(from)) {
            faults.add(FieldFault.of(field, FieldFault.Code.OUT_OF_ORDER));
        }
    }

    /** Asks a job to stop. */
    Response cancel(String id, Commands.Envelope envelope) {
        return commands.run(CANCEL, envelope, Recomputations::requireReader, fields -> id, (caller, wanted) -> {
            UUID job = visible(caller, wanted).id();
            if (!jobs.cancel(job)) {
                throw Refusal.of(RefusalCode.RECOMPUTATION_FINISHED).asException();
            }
            return Commands.Made.ok(RecomputationView.of(jobs.find(job).orElseThrow()));
        });
    }

    /**
     * A page of the jobs that the present caller may see, the newest first, without effects.
     *
     * @param cursor null for the first page
     */
    JobPage list(String cursor, int limit) {
        UUID before = cursor == null ? new UUID(-1, -1) : uuid(Cursor.read(cursor, 1).get(0)).orElseThrow(Cursor::refused);
        Caller caller = callers.current();
        requireReader(caller);
        String draftsOf = caller.is(Role.CIVIL_AFFAIRS_AUDITOR) ? null : caller.clientId();
        List<Recomputation> found = jobs.list(draftsOf, before, limit + 1);
        List<Recomputation> page = found.subList(0, Math.min(limit, found.size()));
        return new JobPage(
                page.stream().map(RecomputationView::of).toList(),
                found.size() > limit ? Cursor.of(page.get(limit - 1).id().toString()) : null);
    }

    RecomputationView read(String id) {
        return RecomputationView.of(visible(id), effects);
    }

    /**
     * A page of what differed, in the order in which it was found.
     *
     * @param cursor null for the first page
     */
    @Transactional
    Page differences(String id, String cursor, int limit) {
        long after = cursor == null ? 0 : position(cursor);
        Caller caller = callers.current();
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        UUID job = visible(caller, id).id();
        log.append(caller, new AccessLog.Look("READ_RECOMPUTATION", null, null, job.toString()));
        List<DifferenceView> found = differences.page(job, after, limit + 1);
        List<DifferenceView> page = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                page, found.size() > limit ? Cursor.of(Long.toString(page.get(limit - 1).sequence())) : null);
    }

    private static long position(String cursor) {
        String text = Cursor.read(cursor, 1).get(0);
        if (!text.matches("[0-9]{1,12}")) {
            throw Cursor.refused();
        }
        return Long.parseLong(text);
    }

    /**
     * A job that the present caller may see.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, or recomputation-not-found
     */
    Recomputation visible(String id) {
        Caller caller = callers.current();
        requireReader(caller);
        return visible(caller, id);
    }

    private Recomputation visible(Caller caller, String id) {
        return uuid(id)
                .flatMap(jobs::find)
                .filter(job -> caller.is(Role.CIVIL_AFFAIRS_AUDITOR)
                        || job.request().mode() == Mode.DRAFT && job.clientId().equals(caller.clientId()))
                .orElseThrow(() -> Refusal.of(RefusalCode.RECOMPUTATION_NOT_FOUND).asException());
    }

    private static Optional<UUID> uuid(String text) {
        boolean isOne = text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        return isOne ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private static void requireReader(Caller caller) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR, Role.POLICY_ADMIN);
    }
}
