package org.onestop.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Application;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * A job's progress as it comes, as server-sent events (HTML standard): {@code progress} whenever something has moved, a
 * comment now and then so that nobody on the way thinks the connection dead, and {@code end} with the job's end. Each event
 * says everything, so whoever comes back has missed nothing.
 */
@ApplicationScoped
public class ProgressStream {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int HEARTBEAT = 30;
    private static final long RETRY_MILLIS = 2000;
    private static final int MOST_FOLLOWERS = 100;

    private final ObjectMapper json;
    private final AtomicInteger followers = new AtomicInteger();

    ProgressStream(ObjectMapper json) {
        this.json = json;
    }

    /**
     * One look at a job.
     *
     * @param progress equal to the one before where nothing has moved
     * @param isEnd    whether the job has ended
     * @param view     what is told, any value that JSON can hold
     */
    public record Look(Object progress, boolean isEnd, Supplier<Object> view) {}

    /**
     * The events of a job from now on.
     *
     * @param look asked twice a second
     * @throws org.onestop.refusal.RefusedException overloaded, where too many follow already
     */
    public Multi<OutboundSseEvent> of(Supplier<Look> look) {
        if (followers.incrementAndGet() > MOST_FOLLOWERS) {
            followers.decrementAndGet();
            throw Refusal.of(RefusalCode.OVERLOADED).asException();
        }
        Follower follower = new Follower();
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().item(look).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(EVERY)
                .whilst(each -> !each.isEnd() && !isStopping())
                .onItem()
                .transformToMultiAndConcatenate(each -> {
                    OutboundSseEvent event = follower.event(each);
                    return event == null ? Multi.createFrom().empty() : Multi.createFrom().item(event);
                })
                .onTermination()
                .invoke(followers::decrementAndGet);
    }

    /** A service that is being stopped waits for its requests; this one would keep it waiting. */
    private static boolean isStopping() {
        Application application = Application.currentApplication();
        return application == null || !application.isStarted();
    }

    /** What one follower has been told. */
    private final class Follower {

        private Object told;
        private int silent;

        /** What is to be told of a look; null for nothing. */
        OutboundSseEvent event(Look look) {
            boolean isNews = !look.progress().equals(told);
            if (!isNews && ++silent < HEARTBEAT) {
                return null;
            }
            silent = 0;
            told = look.progress();
            if (!isNews) {
                return new OutboundSseEventImpl.BuilderImpl().comment("alive").build();
            }
            return new OutboundSseEventImpl.BuilderImpl()
                    .name(look.isEnd() ? "end" : "progress")
                    .reconnectDelay(RETRY_MILLIS)
                    .data(text(look.view().get()))
                    .build();
        }
    }

    private String text(Object view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("progress could not be written", e);
        }
    }
}
