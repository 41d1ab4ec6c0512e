package org.onestop.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Application;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.onestop.http.Language;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * A job's progress as it comes, as server-sent events (HTML standard): {@code progress} whenever something has moved, a
 * comment now and then so that nobody on the way thinks the connection dead, and {@code end} with the job's end. Each event
 * says everything, so whoever comes back has missed nothing.
 */
@ApplicationScoped
class ProgressEvents {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int HEARTBEAT = 30;
    private static final long RETRY_MILLIS = 2000;
    private static final int MOST_FOLLOWERS = 100;

    private final Jobs jobs;
    private final ObjectMapper json;
    private final AtomicInteger followers = new AtomicInteger();

    ProgressEvents(Jobs jobs, ObjectMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    /** One look at a job. */
    private record Look(JobState state, boolean isLast) {}

    /**
     * The events of a job from now on.
     *
     * @throws org.onestop.refusal.RefusedException overloaded, where too many follow already
     */
    Multi<OutboundSseEvent> of(UUID job, Language language) {
        if (followers.incrementAndGet() > MOST_FOLLOWERS) {
            followers.decrementAndGet();
            throw Refusal.of(RefusalCode.OVERLOADED).asException();
        }
        Follower follower = new Follower(language);
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> look(job))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(EVERY)
                .whilst(look -> !look.isLast())
                .onItem()
                .transformToMultiAndConcatenate(look -> {
                    OutboundSseEvent event = follower.event(look);
                    return event == null ? Multi.createFrom().empty() : Multi.createFrom().item(event);
                })
                .onTermination()
                .invoke(followers::decrementAndGet);
    }

    /** A service that is being stopped waits for its requests; this one would keep it waiting. */
    private Look look(UUID job) {
        JobState state = jobs.find(job).orElseThrow();
        Application application = Application.currentApplication();
        boolean isStopping = application == null || !application.isStarted();
        return new Look(state, state.progress().state().isEnd() || isStopping);
    }

    /** What one follower has been told. */
    private final class Follower {

        private final Language language;
        private Progress told;
        private int silent;

        Follower(Language language) {
            this.language = language;
        }

        /** What is to be told of a look; null for nothing. */
        OutboundSseEvent event(Look look) {
            Progress progress = look.state().progress();
            if (progress.equals(told) && ++silent < HEARTBEAT) {
                return null;
            }
            if (progress.equals(told)) {
                silent = 0;
                return new OutboundSseEventImpl.BuilderImpl().comment("alive").build();
            }
            silent = 0;
            told = progress;
            return new OutboundSseEventImpl.BuilderImpl()
                    .name(progress.state().isEnd() ? "end" : "progress")
                    .reconnectDelay(RETRY_MILLIS)
                    .data(text(JobView.of(look.state(), language)))
                    .build();
        }
    }

    private String text(JobView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("progress could not be written", e);
        }
    }
}
