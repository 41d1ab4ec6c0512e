package org.onestop.imports;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.UUID;
import org.onestop.http.Language;
import org.onestop.http.ProgressStream;

/** A job's progress as it comes. */
@ApplicationScoped
class ProgressEvents {

    private final Jobs jobs;
    private final ProgressStream stream;

    ProgressEvents(Jobs jobs, ProgressStream stream) {
        this.jobs = jobs;
        this.stream = stream;
    }

    /**
     * The events of a job from now on.
     *
     * @throws org.onestop.refusal.RefusedException overloaded, where too many follow already
     */
    Multi<OutboundSseEvent> of(UUID job, Language language) {
        return stream.of(() -> {
            JobState state = jobs.find(job).orElseThrow();
            return new ProgressStream.Look(
                    state.progress(), state.progress().state().isEnd(), () -> JobView.of(state, language));
        });
    }
}
