package org.onestop.recomputation;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.UUID;
import org.onestop.http.ProgressStream;

/** A job's progress as it comes. */
@ApplicationScoped
class RecomputationEvents {

    private final RecomputationJobs jobs;
    private final EffectRows effects;
    private final ProgressStream stream;

    RecomputationEvents(RecomputationJobs jobs, EffectRows effects, ProgressStream stream) {
        this.jobs = jobs;
        this.effects = effects;
        this.stream = stream;
    }

    /**
     * The events of a job from now on.
     *
     * @throws org.onestop.refusal.RefusedException overloaded, where too many follow already
     */
    Multi<OutboundSseEvent> of(UUID id) {
        return stream.of(() -> {
            Recomputation job = jobs.find(id).orElseThrow();
            return new ProgressStream.Look(
                    job.progress(), job.progress().state().isEnd(), () -> RecomputationView.of(job, effects));
        });
    }
}
