package org.onestop.recomputation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.onestop.recomputation.Recomputation.State;
import org.onestop.recomputation.RecomputationClaims.Claim;
import org.onestop.settlement.SettlementRecomputation;
import org.onestop.settlement.StoredLaws;
import org.onestop.time.BusinessClock;

/** Works on one job from wherever it stands to its end, or until it is stopped. */
@ApplicationScoped
class RecomputationRunner {

    private static final Logger LOG = Logger.getLogger(RecomputationRunner.class);

    /** Connections lost, too many of them, transactions in each other's way, a server that stops: what may pass. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57");

    private final RecomputationJobs jobs;
    private final RecomputationClaims claims;
    private final Checkpoints checkpoints;
    private final EffectRows effects;
    private final SettlementRecomputation settlements;
    private final RecomputationSettings settings;
    private final BusinessClock clock;

    RecomputationRunner(
            RecomputationJobs jobs,
            RecomputationClaims claims,
            Checkpoints checkpoints,
            EffectRows effects,
            SettlementRecomputation settlements,
            RecomputationSettings settings,
            BusinessClock clock) {
        this.jobs = jobs;
        this.claims = claims;
        this.checkpoints = checkpoints;
        this.effects = effects;
        this.settlements = settlements;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Works on a job.
     *
     * @param stopped asked again and again; when it says yes, the job is given back
     */
    void work(Claim claim, BooleanSupplier stopped) {
        try {
            if (claim.isIdle()) {
                throw new IllegalStateException("the job was taken up again and again and never moved");
            }
            Recomputation job = jobs.find(claim.job()).orElseThrow();
            if (job.progress().selected() == null) {
                claims.select(claim, settlements.count(job.request().selection()));
            }
            if (!run(claim, job, stopped)) {
                claims.giveBack(claim);
            }
        } catch (RecomputationClaims.LostException e) {
            LOG.infof("recomputation %s was taken up by another worker", claim.job());
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            broken(claim, e);
        }
    }

    /** Returns false where it was stopped before the job's end. */
    private boolean run(Claim claim, Recomputation job, BooleanSupplier stopped) {
        boolean isDraft = job.request().mode() == Mode.DRAFT;
        Tally tally = new Tally(job.progress(), isDraft ? effects.read(job.id()) : null);
        StoredLaws laws = settlements.laws(job.request().draft(clock.today()));
        boolean cancelling = job.progress().cancelling();
        try (RecomputationRun run = new RecomputationRun(settlements, laws, job, threads(), settings.batch())) {
            while (!cancelling && run.next(tally)) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                if (tally.isDue(settings.saveEvery().toMillis())) {
                    cancelling = checkpoints.save(claim, tally);
                    tally.saved();
                }
            }
        }
        checkpoints.end(claim, tally, cancelling ? State.CANCELLED : State.DONE);
        return true;
    }

    private int threads() {
        int half = (Runtime.getRuntime().availableProcessors() + 1) / 2;
        return settings.threads() > 0 ? settings.threads() : half;
    }

    /** What may pass is left to its lease: the job is taken up again when it has run out. All else ends the job. */
    private void broken(Claim claim, Throwable fault) {
        String state = sqlState(fault);
        if (state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2))) {
            LOG.warnf("recomputation %s waits for its lease to run out: SQL state %s", claim.job(), state);
            return;
        }
        String incident = UUID.randomUUID().toString();
        LOG.errorf(fault, "incident %s: recomputation %s", incident, claim.job());
        try {
            claims.end(claim, State.FAILED, incident);
        } catch (RecomputationClaims.LostException e) {
            LOG.infof("recomputation %s was taken up by another worker", claim.job());
        }
    }

    /** Of the first SQL fault behind another; null where there is none. */
    private static String sqlState(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
