package org.onestop.recomputation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.onestop.audit.RecomputationFindings;
import org.onestop.recomputation.Recomputation.State;

/** Writes down how far a job has come together with everything that it found on the way: both or neither. */
@ApplicationScoped
class Checkpoints {

    private final RecomputationClaims claims;
    private final DifferenceRows differences;
    private final EffectRows effects;
    private final RecomputationFindings findings;

    Checkpoints(
            RecomputationClaims claims, DifferenceRows differences, EffectRows effects, RecomputationFindings findings) {
        this.claims = claims;
        this.differences = differences;
        this.effects = effects;
        this.findings = findings;
    }

    /**
     * Saves.
     *
     * @return whether somebody wants the job to stop
     * @throws RecomputationClaims.LostException where the job is no longer this worker's
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean save(RecomputationClaims.Claim claim, Tally tally) {
        return write(claim, tally);
    }

    /**
     * Saves, and ends the job.
     *
     * @throws RecomputationClaims.LostException where the job is no longer this worker's
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void end(RecomputationClaims.Claim claim, Tally tally, State state) {
        write(claim, tally);
        claims.end(claim, state, null);
    }

    private boolean write(RecomputationClaims.Claim claim, Tally tally) {
        boolean cancelling = claims.advance(claim, tally.before().lastPerson(), tally.now());
        differences.add(claim.job(), tally.before().differences(), tally.differences());
        tally.findings().forEach(findings::make);
        if (tally.effects() != null) {
            effects.save(claim.job(), tally.effects());
        }
        return cancelling;
    }
}
