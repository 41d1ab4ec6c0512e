package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Verifications: asked for, run in the background one at a time, and read. */
@ApplicationScoped
public class Verifications {

    private static final Logger LOG = Logger.getLogger(Verifications.class);
    private static final Duration BETWEEN_EVENTS = Duration.ofSeconds(5);

    private final AgroalDataSource database;
    private final VerificationStore store;
    private final Sealer sealer;
    private final List<SealedTable> tables;
    private final List<Evidence> evidence;
    private final SealKeys keys;
    private final BusinessClock clock;
    private final Event<Requested> requests;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread verifying = new Thread(work, "journal-verification");
        verifying.setDaemon(true);
        return verifying;
    });

    Verifications(
            AgroalDataSource database,
            VerificationStore store,
            Sealer sealer,
            @All List<SealedTable> tables,
            @All List<Evidence> evidence,
            SealKeys keys,
            BusinessClock clock,
            Event<Requested> requests) {
        this.database = database;
        this.store = store;
        this.sealer = sealer;
        this.tables = tables;
        this.evidence = evidence;
        this.keys = keys;
        this.clock = clock;
        this.requests = requests;
    }

    /** That one was asked for, and may begin once that is committed. */
    record Requested(UUID id, VerificationRun.Earlier earlier) {}

    /**
     * Asks for a verification; it begins when the caller's transaction has been committed.
     *
     * @param height of a seal that somebody was given before and that must be in the chain still; null for none
     * @param digest of that seal's header; null for none
     * @throws org.onestop.refusal.RefusedException verification-running
     */
    public VerificationView request(Changes.Author author, Long height, byte[] digest) {
        try {
            Optional<VerificationView> other = store.running();
            if (other.isPresent()) {
                throw Refusal.of(
                                RefusalCode.VERIFICATION_RUNNING,
                                Map.of("verification", other.get().id().toString()))
                        .asException();
            }
            UUID id = RecordIds.next(clock.now().toInstant().toEpochMilli());
            VerificationRun.Earlier earlier = height == null ? null : new VerificationRun.Earlier(height, digest);
            store.insert(id, author, earlier);
            requests.fire(new Requested(id, earlier));
            return store.find(id).orElseThrow();
        } catch (SQLException e) {
            throw new IllegalStateException("a verification could not be asked for", e);
        }
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Requested request) {
        thread.execute(() -> run(request));
    }

    void stopped(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void run(Requested request) {
        VerificationRun run = new VerificationRun(database, sealer, tables, evidence, keys);
        Diary diary = new Diary(request.id(), run);
        try {
            run.run(request.earlier(), diary::now);
            diary.end(run.counts().findings() == 0 ? "INTACT" : "TAMPERED");
        } catch (SQLException | RuntimeException e) {
            LOG.errorf(e, "verification %s could not go on", request.id());
            diary.failed();
        }
    }

    /** Keeps how far a run is, every few seconds. */
    private final class Diary {

        private final UUID id;
        private final VerificationRun run;
        private int sequence = 1;
        private int named;
        private OffsetDateTime last = clock.now();

        Diary(UUID id, VerificationRun run) {
            this.id = id;
            this.run = run;
        }

        void now() {
            if (last.plus(BETWEEN_EVENTS).isBefore(clock.now())) {
                try {
                    end(VerificationStore.RUNNING);
                } catch (SQLException e) {
                    throw new IllegalStateException("how far a verification is could not be kept", e);
                }
            }
        }

        void end(String state) throws SQLException {
            List<Finds.Find> fresh = run.fresh();
            store.findings(id, named + 1, fresh);
            named += fresh.size();
            store.event(id, ++sequence, state, run.counts());
            last = clock.now();
        }

        void failed() {
            try {
                end("FAILED");
            } catch (SQLException | RuntimeException e) {
                LOG.errorf(e, "that verification %s failed could not be kept", id);
            }
        }
    }

    /** One verification. */
    public Optional<VerificationView> find(UUID id) {
        try {
            return store.find(id);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * Verifications, the newest first.
     *
     * @param before   when the last of the page before was asked for
     * @param beforeId its id
     */
    public List<VerificationView> page(OffsetDateTime before, UUID beforeId, int limit) {
        try {
            return store.page(before, beforeId, limit);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** What a verification has found, by number; of very many the first ones. */
    public List<VerificationView.FindingView> findings(UUID id, int after, int limit) {
        try {
            return store.findings(id, after, limit);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static RuntimeException unreadable(SQLException e) {
        return new IllegalStateException("verifications could not be read", e);
    }
}
